package dev.tallystick.vault.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.keys.FileKms;
import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.UnknownKeyException;
import dev.tallystick.keys.WrappedDataKey;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultConfig;
import dev.tallystick.vault.VaultWorld;
import dev.tallystick.vault.problem.VaultProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Wrapping keys go, and what they wrapped stays readable; what was shredded does not come back. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class KeyRotationTest {
  private static final byte[] PLAIN = "what stays".getBytes(StandardCharsets.UTF_8);
  private static final SealingPlace PLACE =
      SealingPlace.of("record", "rec_1", "SHOPPING.AGGREGATE");
  private static final int OWNERS = 60;

  @Inject DataSource database;
  @Inject Keystore keystore;
  @Inject KeyRotation rotation;
  @Inject BeginRotation beginning;
  @Inject RewrapKeys rewrap;
  @Inject KeyRotationJob upkeep;
  @Inject KeystoreBackup backup;
  @Inject KeystoreRestore restore;
  @Inject Kms kms;
  @Inject VaultConfig.Kms kmsConfig;
  @Inject VaultConfig.Keystore config;

  private final Map<KeyOwner, Sealed> sealed = new HashMap<>();
  private Rows rows;

  @BeforeEach
  void sealForSomePeople() {
    rows = new Rows(database);
    // Keys that other tests have broken on purpose do not belong to these.
    rows.execute("delete from data_key");
    rows.execute("delete from key_rotation");
    rows.execute("delete from shredded_under");
    for (int person = 0; person < OWNERS; person++) {
      KeyOwner owner =
          new KeyOwner("sub_" + UUID.randomUUID(), "mall-east", RetentionClass.ORDINARY);
      sealed.put(owner, seal(owner));
    }
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

  private KeyOwner anyOwner() {
    return sealed.keySet().iterator().next();
  }

  private WrappedDataKey wrapped(KeyOwner owner) throws Exception {
    String hex =
        rows.one("select encode(wrapped, 'hex') from data_key where subject = ?", owner.subject());
    return WrappedDataKey.parse(java.util.HexFormat.of().parseHex(hex));
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

  private void assertAllOpen() {
    for (KeyOwner owner : sealed.keySet()) {
      assertThat(open(owner)).isEqualTo(PLAIN);
    }
  }

  @Test
  void rotation_wrapsEveryKeyAnew_andRefusesTheOldVersion() throws Exception {
    KeyOwner owner = anyOwner();
    WrappedDataKey before = wrapped(owner);

    beginning.beginAll();
    rotation.advance();

    assertAllOpen();
    assertThat(rotation.open()).isEmpty();
    WrappedDataKey after = wrapped(owner);
    assertThat(after.kek().version()).isGreaterThan(before.kek().version());
    assertThat(kms.keks(after.kek().name())).containsExactly(after.kek());
    assertThat(rotation.recent().stream().mapToLong(Rotation::rewrapped).sum())
        .isGreaterThanOrEqualTo(OWNERS);
    // The old row, back from a backup, in the place of the new one.
    rows.execute(
        "update data_key set wrapped = decode('"
            + java.util.HexFormat.of().formatHex(before.toByteArray())
            + "', 'hex') where subject = ?",
        owner.subject());
    assertThatThrownBy(() -> open(owner)).isInstanceOf(SealedRowException.class);
  }

  @Test
  void rotation_goesOnAfterACrashAtAnyStep() {
    KeyVersion old = kms.currentKek(Shards.nameFor(anyOwner().subject(), digits()));

    // After the note, and after the new version.
    beginning.beginAll();
    kms.createKek(old.name());
    assertAllOpen();
    // After some keys, as by a process that stopped there.
    rewrap.some(old, null);
    assertAllOpen();
    // A key that somebody adds meanwhile.
    KeyOwner late = new KeyOwner("sub_" + UUID.randomUUID(), "mall-east", RetentionClass.ADVERSE);
    sealed.put(late, seal(late));
    rotation.advance();
    assertAllOpen();
    assertThat(kms.keks(old.name())).doesNotContain(old);

    // After the version was destroyed, and before that was noted.
    rows.execute("update key_rotation set destroyed_at = null, backed_up_at = null");
    rotation.advance();
    assertThat(rotation.open()).isEmpty();
    assertAllOpen();
  }

  private int digits() {
    return Integer.parseInt(rows.one("select digits from shard_plan"));
  }

  @Test
  void shredding_rotatesItsShardAlone_inTime() throws Exception {
    KeyOwner gone = anyOwner();
    WrappedDataKey copied = wrapped(gone);
    shred(gone);

    upkeep.rotate();
    assertThat(kms.keks(copied.kek().name())).as("it is too early").contains(copied.kek());
    TestClock.get().pass(config.collectFor());
    upkeep.rotate();

    assertThatThrownBy(() -> kms.unwrap(copied, dev.tallystick.keys.SealingContext.of("any")))
        .isInstanceOf(UnknownKeyException.class);
    assertThat(rotation.recent())
        .singleElement()
        .satisfies(
            done -> {
              assertThat(done.old().name()).isEqualTo(copied.kek().name());
              assertThat(done.ground()).isEqualTo(Rotation.Ground.SHREDDED);
              assertThat(done.destroyedAt().orElseThrow()).isBefore(done.destroyBy());
            });
    assertThat(rows.count("shredded_under")).isZero();
    sealed.remove(gone);
    assertAllOpen();
    FileKms copy = FileKms.open(kmsConfig.copyDir().orElseThrow());
    assertThat(copy.keks(copied.kek().name())).isEqualTo(kms.keks(copied.kek().name()));
  }

  @Test
  void restore_takesOldRowsWithTheNewestKeystore() {
    KeyOwner gone = anyOwner();
    Map<String, String> old = new HashMap<>();
    for (KeyOwner owner : sealed.keySet()) {
      old.put(
          owner.subject(),
          rows.one(
              "select encode(wrapped, 'hex') from data_key where subject = ?", owner.subject()));
    }
    String commitment =
        rows.one(
            "select encode(commitment, 'hex') from data_key where subject = ?", gone.subject());
    shred(gone);
    beginning.beginShredded(TestClock.get().instant());
    rotation.advance();
    backup.writeAll();

    // The database comes back as it was before the shredding: with the key's row, wrapped as then.
    rows.execute(
        """
        insert into data_key
          (subject, source, retention, version, wrapped, commitment, created_at, kek, kek_version)
        values (?, 'mall-east', 'ORDINARY', 1, decode(?, 'hex'), decode(?, 'hex'), now(), 'vault-subjects-0', 1)
        """,
        gone.subject(),
        Objects.requireNonNull(old.get(gone.subject())),
        commitment);
    assertThatThrownBy(() -> open(gone)).isInstanceOf(SealedRowException.class);

    RestorePlan plan = restore.look();
    assertThat(plan.problems()).isEmpty();
    assertThat(restore.merge(plan.digest()).kept()).isEqualTo(OWNERS - 1);
    assertThat(rows.one("select count(*) from data_key where subject = ?", gone.subject()))
        .isEqualTo("0");
    sealed.remove(gone);
    assertAllOpen();
  }

  @Test
  void damagedBackup_isNotRestored() throws Exception {
    backup.writeAll();
    Path file;
    try (var files = Files.list(config.backupDir().orElseThrow())) {
      file = files.filter(each -> each.toString().endsWith(".keys")).findFirst().orElseThrow();
    }
    byte[] good = Files.readAllBytes(file);
    for (int at = 0; at < good.length; at += Math.max(1, good.length / 40)) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      Files.write(file, bad);
      assertThat(restore.look().problems()).as("byte %d", at).isNotEmpty();
    }
    Files.write(file, java.util.Arrays.copyOf(good, good.length - 10));
    RestorePlan damaged = restore.look();
    assertThat(damaged.problems()).isNotEmpty();
    assertThatThrownBy(() -> restore.merge(damaged.digest())).isInstanceOf(VaultProblem.class);
    Files.write(file, good);
    assertThat(restore.merge(restore.look().digest()).kept()).isEqualTo(OWNERS);
    assertAllOpen();
  }

  @Test
  void fullShards_areSplit() throws Exception {
    int before = digits();
    beginning.splitFull(1_000_000);
    assertThat(digits()).isEqualTo(before);
    KeyOwner inTheSample =
        java.util.stream.Stream.generate(
                () ->
                    new KeyOwner("sub_" + UUID.randomUUID(), "mall-east", RetentionClass.ORDINARY))
            .filter(
                owner ->
                    Shards.nameFor(owner.subject(), before)
                        .value()
                        .endsWith("-" + "0".repeat(before)))
            .findFirst()
            .orElseThrow();
    sealed.put(inTheSample, seal(inTheSample));

    beginning.splitFull(1);
    rotation.advance();

    assertThat(digits()).isEqualTo(before + 1);
    TestClock.get().pass(java.time.Duration.ofSeconds(11));
    assertAllOpen();
    assertThat(wrapped(inTheSample).kek().name())
        .isEqualTo(Shards.nameFor(inTheSample.subject(), before + 1));
    assertThat(rotation.open()).isEmpty();
  }
}
