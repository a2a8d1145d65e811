package dev.tallystick.vault.keystore;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.Kms;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultConfig;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One row of the keystore is poisoned: everybody else's keys are destroyed and backed up in time.
 */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class UnreadableKeyTest {
  private static final byte[] PLAIN = "what stays".getBytes(StandardCharsets.UTF_8);
  private static final SealingPlace PLACE =
      SealingPlace.of("record", "rec_1", "SHOPPING.AGGREGATE");
  private static final int OWNERS = 60;

  @Inject DataSource database;
  @Inject Keystore keystore;
  @Inject KeyRotation rotation;
  @Inject BeginRotation beginning;
  @Inject KeyRotationJob upkeep;
  @Inject KeystoreBackup backup;
  @Inject Kms kms;
  @Inject VaultConfig.Keystore config;

  private final Map<KeyOwner, Sealed> sealed = new HashMap<>();
  private Rows rows;
  private KeyOwner victim;

  @BeforeEach
  void sealForSomePeople() throws IOException {
    rows = new Rows(database);
    rows.execute("delete from data_key");
    rows.execute("delete from unreadable_key");
    rows.execute("delete from key_rotation");
    rows.execute("delete from shredded_under");
    beginWithLargeShards();
    if (Files.isDirectory(backups())) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(backups(), "*.keys")) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
    }
    for (int person = 0; person < OWNERS; person++) {
      KeyOwner owner = owner();
      sealed.put(owner, seal(owner));
    }
    victim = sealed.keySet().iterator().next();
  }

  /** Sixteen, also after a test that has split them: rotating each takes its time. */
  private void beginWithLargeShards() {
    rows.execute("update shard_plan set digits = 1");
    TestClock.get().pass(Shards.KEPT);
  }

  private Path backups() {
    return config.backupDir().orElseThrow();
  }

  private static KeyOwner owner() {
    return new KeyOwner("sub_" + UUID.randomUUID(), "mall-east", RetentionClass.ORDINARY);
  }

  private Sealed seal(KeyOwner owner) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              try (OpenKeys keys = keystore.open()) {
                return keys.seal(owner, PLACE, PLAIN);
              }
            });
  }

  private byte[] open(KeyOwner owner) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              try (OpenKeys keys = keystore.open()) {
                return keys.open(owner, PLACE, Objects.requireNonNull(sealed.get(owner)));
              }
            });
  }

  private KeyName shard(KeyOwner owner) {
    return Shards.nameFor(
        owner.subject(), Integer.parseInt(rows.one("select digits from shard_plan")));
  }

  /** The bytes are those of no key at all. */
  private void poison(KeyOwner owner) {
    assertThat(
            rows.execute(
                "update data_key set wrapped = '\\x00' where subject = ?", owner.subject()))
        .isEqualTo(1);
  }

  private void assertOthersOpen() {
    for (KeyOwner owner : sealed.keySet()) {
      if (!owner.equals(victim)) {
        assertThat(open(owner)).isEqualTo(PLAIN);
      }
    }
  }

  private static String wellness() {
    return given().get("/q/health/well").asString();
  }

  @Test
  void poisonedRow_holdsUpNoOtherShard_andItsOwnOnlyUntilTheTimeIsUp() {
    poison(victim);
    KeyVersion old = kms.currentKek(shard(victim));
    List<KeyVersion> others = new ArrayList<>();
    sealed.keySet().stream()
        .map(this::shard)
        .distinct()
        .filter(shard -> !shard.equals(old.name()))
        .forEach(shard -> others.add(kms.currentKek(shard)));

    beginning.beginAll();
    upkeep.rotate();

    assertThat(others)
        .isNotEmpty()
        .allSatisfy(gone -> assertThat(kms.keks(gone.name())).doesNotContain(gone));
    assertThat(kms.keks(old.name())).as("it waits for a repair").contains(old);
    assertThat(rotation.open()).singleElement().extracting(Rotation::old).isEqualTo(old);
    assertOthersOpen();
    assertThat(wellness()).contains("keystore").contains("\"unreadableKeys\": 1");

    TestClock.get()
        .pass(
            config
                .shredWithin()
                .minus(UnreadableKeys.LEFT_FOR_DESTRUCTION)
                .plus(Duration.ofMinutes(1)));
    upkeep.rotate();

    assertThat(kms.keks(old.name())).as("in time for everybody else").doesNotContain(old);
    assertThat(rotation.open()).isEmpty();
    assertOthersOpen();
  }

  /** What is erased beside a poisoned row is gone in time, copies included. */
  @Test
  void erasureInAPoisonedShard_isWholeWithinItsTime() {
    KeyOwner gone =
        sealed.keySet().stream()
            .filter(owner -> !owner.equals(victim) && shard(owner).equals(shard(victim)))
            .findFirst()
            .orElseGet(
                () -> {
                  KeyOwner near = owner();
                  while (!shard(near).equals(shard(victim))) {
                    near = owner();
                  }
                  sealed.put(near, seal(near));
                  return near;
                });
    KeyVersion under = kms.currentKek(shard(gone));
    poison(victim);
    shred(gone);
    sealed.remove(gone);

    TestClock.get().pass(config.shredWithin().minus(Duration.ofMinutes(30)));
    upkeep.rotate();

    assertThat(kms.keks(under.name())).doesNotContain(under);
    assertOthersOpen();
  }

  private void shred(KeyOwner owner) {
    List<ShreddedKey> gone =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    keystore.shred(
                        owner.subject(), Optional.empty(), Set.of(RetentionClass.values())));
    assertThat(gone).hasSize(1);
  }

  @Test
  void poisonedRow_isErasedLikeAnyOther() {
    poison(victim);
    beginning.beginAll();
    upkeep.rotate();

    shred(victim);
    upkeep.rotate();

    assertThat(rows.count("unreadable_key")).isZero();
    assertThat(wellness()).contains("\"unreadableKeys\": 0");
    assertThat(rotation.open()).isEmpty();
  }

  @Test
  void rowThatOpensInTheBackup_isTakenFromThere() {
    backup.writeAll();
    poison(victim);

    beginning.beginAll();
    upkeep.rotate();

    assertThat(open(victim)).isEqualTo(PLAIN);
    assertThat(rows.count("unreadable_key")).isZero();
    assertThat(rotation.open()).isEmpty();
  }

  @Test
  void backup_leavesOutWhatDoesNotOpen_andKeepsWhatItHadOfIt() throws IOException {
    poison(victim);
    backup.writeAll();
    assertThat(backedUp()).isEqualTo(OWNERS - 1);
    assertOthersOpen();

    rows.execute("delete from data_key where subject = ?", victim.subject());
    sealed.remove(victim);
    victim = sealed.keySet().iterator().next();
    backup.writeAll();
    poison(victim);
    backup.writeAll();
    assertThat(rows.count("unreadable_key")).isEqualTo(1);
    assertThat(backedUp()).isEqualTo(OWNERS - 1);
    beginning.beginAll();
    upkeep.rotate();
    assertThat(open(victim)).isEqualTo(PLAIN);
    backup.writeAll();
    assertThat(rows.count("unreadable_key")).isZero();
  }

  /** How many keys the files of the backup have. */
  private long backedUp() throws IOException {
    long keys = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(backups(), "*.keys")) {
      for (Path file : files) {
        keys += KeystoreFile.read(file, key -> {}).keys();
      }
    }
    return keys;
  }

  /** Then it is not a row: the keys of the Kms are not there, and nothing may be destroyed. */
  @Test
  void manyRowsThatDoNotOpen_keepTheirShard_andNoOther() {
    KeyVersion old = kms.currentKek(shard(victim));
    List<KeyOwner> many = new ArrayList<>();
    while (many.size() <= UnreadableKeys.MAX_IN_A_SHARD) {
      KeyOwner near = owner();
      if (shard(near).equals(old.name())) {
        Sealed unused = seal(near);
        many.add(near);
      }
    }
    many.forEach(this::poison);

    beginning.beginAll();
    upkeep.rotate();
    TestClock.get().pass(config.shredWithin().plus(Duration.ofHours(1)));
    upkeep.rotate();
    upkeep.backUp();

    // A shard that was left for it waits too: its keys are in this one's backup.
    assertThat(rotation.open())
        .isNotEmpty()
        .allSatisfy(open -> assertThat(old.name().value()).startsWith(open.kek().value()));
    assertThat(kms.keks(old.name())).contains(old);
    assertThat(wellness())
        .doesNotContain("\"lateVersions\": 0")
        .doesNotContain("\"stuckShards\": 0");
  }
}
