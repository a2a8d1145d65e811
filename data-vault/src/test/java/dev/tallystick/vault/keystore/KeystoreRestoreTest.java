package dev.tallystick.vault.keystore;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.Tokens;
import dev.tallystick.vault.VaultConfig;
import dev.tallystick.vault.VaultWorld;
import dev.tallystick.vault.problem.VaultProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A restore of keys brings back what was lost, nothing that was shredded, and loses nothing. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class KeystoreRestoreTest {
  private static final byte[] PLAIN = "what stays".getBytes(StandardCharsets.UTF_8);
  private static final SealingPlace PLACE =
      SealingPlace.of("record", "rec_1", "SHOPPING.AGGREGATE");
  private static final int OWNERS = 20;

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject DataSource database;
  @Inject Keystore keystore;
  @Inject KeystoreBackup backup;
  @Inject KeystoreRestore restore;
  @Inject VaultConfig.Keystore config;

  private final List<KeyOwner> owners = new ArrayList<>();
  private final Map<KeyOwner, Sealed> sealed = new java.util.HashMap<>();
  private Rows rows;

  @BeforeEach
  void sealForSomePeople() {
    rows = new Rows(database);
    rows.execute("delete from data_key");
    for (int i = 0; i < OWNERS; i++) {
      add();
    }
    backup.writeAll();
  }

  private KeyOwner add() {
    KeyOwner owner = new KeyOwner("sub_" + UUID.randomUUID(), "mall-east", RetentionClass.ORDINARY);
    owners.add(owner);
    sealed.put(
        owner,
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  try (OpenKeys keys = keystore.open()) {
                    return keys.seal(owner, PLACE, PLAIN);
                  }
                }));
    return owner;
  }

  private void assertOpens(KeyOwner owner) {
    byte[] opened =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  try (OpenKeys keys = keystore.open()) {
                    return keys.open(owner, PLACE, Objects.requireNonNull(sealed.get(owner)));
                  }
                });
    assertThat(opened).isEqualTo(PLAIN);
  }

  private void shred(KeyOwner owner) {
    var unusedKeys =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    keystore.shred(
                        owner.subject(), Optional.empty(), Set.of(RetentionClass.values())));
  }

  private String count(KeyOwner owner) {
    return rows.one("select count(*) from data_key where subject = ?", owner.subject());
  }

  private Path anyFile() throws Exception {
    try (Stream<Path> files = Files.list(config.backupDir().orElseThrow())) {
      return files.filter(file -> file.toString().endsWith(".keys")).findFirst().orElseThrow();
    }
  }

  @Test
  void restore_bringsBackLostKeysAndKeepsNewOnes() {
    KeyOwner lost = owners.get(0);
    rows.execute("delete from data_key where subject = ?", lost.subject());
    KeyOwner late = add();

    RestorePlan plan = restore.look();
    assertThat(count(lost)).as("a dry run changes nothing").isEqualTo("0");
    RestorePlan done = restore.merge(plan.digest());

    assertThat(plan.restored()).isEqualTo(1);
    assertThat(done.restored()).isEqualTo(1);
    assertThat(done.kept()).isEqualTo(OWNERS - 1);
    assertOpens(lost);
    assertOpens(late);
  }

  @Test
  void restore_neverBringsBackWhatWasShredded() {
    KeyOwner gone = owners.get(0);
    shred(gone);

    RestorePlan done = restore.merge(restore.look().digest());

    assertThat(done.restored()).isZero();
    assertThat(done.shredded()).isEqualTo(1);
    assertThat(count(gone)).isEqualTo("0");
  }

  @Test
  void restore_endsWhatARestoredDatabaseHasBroughtBack() {
    KeyOwner gone = owners.get(0);
    String row =
        rows.one("select row_to_json(k)::text from data_key k where subject = ?", gone.subject());
    shred(gone);
    backup.writeAll();
    // The database comes back as it was: with the key, and without the word that it is shredded.
    rows.execute("delete from shredded_key");
    rows.execute(
        "insert into data_key select * from json_populate_record(null::data_key, ?::json)", row);

    var unusedPlan = restore.merge(restore.look().digest());

    assertThat(count(gone)).isEqualTo("0");
  }

  @Test
  void restore_refusesABackupThatIsNotWholeOrNotTheNewest() throws Exception {
    Path file = anyFile();
    byte[] older = Files.readAllBytes(file);
    Files.delete(file);
    RestorePlan incomplete = restore.look();
    assertThat(incomplete.problems()).anySatisfy(one -> assertThat(one).contains("is missing"));
    assertThatThrownBy(() -> restore.merge(incomplete.digest())).isInstanceOf(VaultProblem.class);

    TestClock.get().pass(Duration.ofMinutes(1));
    backup.writeAll();
    byte[] newest = Files.readAllBytes(file);
    Files.write(file, older);
    assertThat(restore.look().problems())
        .anySatisfy(one -> assertThat(one).contains("is older than the newest backup"));

    Path stray = file.resolveSibling("vault-subjects-zz.keys");
    Files.write(file, newest);
    Files.write(stray, newest);
    assertThat(restore.look().problems())
        .anySatisfy(one -> assertThat(one).contains("belongs to no wrapping key"));
    Files.delete(stray);
    assertThat(restore.look().problems()).isEmpty();
  }

  @Test
  void restore_takesTwoPersonsAndAnEntryBeforeTheKeys() {
    KeyOwner lost = owners.get(0);
    rows.execute("delete from data_key where subject = ?", lost.subject());

    Response dry =
        post(Tokens.account("op-1", "operator"), "/v1/keys:restore", "{\"dryRun\":true}");
    Response proposed =
        post(Tokens.account("op-1", "operator"), "/v1/keys:restore", "{\"dryRun\":false}");
    String path = "/v1/approvals/" + proposed.path("approval.id") + "/approval";
    Response own = post(Tokens.account("op-1", "operator"), path, "{}");

    assertThat(dry.statusCode()).isEqualTo(200);
    assertThat(dry.<Integer>path("restored")).isEqualTo(1);
    assertThat(proposed.statusCode()).isEqualTo(202);
    assertThat(own.<String>path("code")).isEqualTo("APPROVAL_BY_PROPOSER");
    assertThat(count(lost)).as("on one token nothing happens").isEqualTo("0");

    log.faults().goAway(true);
    try {
      assertThat(post(Tokens.account("op-2", "operator"), path, "{}").statusCode()).isEqualTo(503);
      assertThat(count(lost)).as("nothing without the log").isEqualTo("0");
    } finally {
      log.faults().goAway(false);
    }
    Response done =
        org.awaitility.Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> post(Tokens.account("op-2", "operator"), path, "{}"),
                answer -> answer.statusCode() == 200);

    assertThat(done.<String>path("state")).isEqualTo("DONE");
    assertOpens(lost);
    assertThat(log.entries("key.restored"))
        .anySatisfy(
            entry ->
                assertThat(entry.event().data().getString("digest"))
                    .isEqualTo(dry.<String>path("digest")));
  }

  @Test
  void rotation_isLoggedBeforeItBegins() {
    int before = log.entries("admin.acted").size();
    log.faults().goAway(true);
    try {
      Response refused =
          post(Tokens.account("op-1", "operator"), "/v1/keys:rotate", "{\"which\":\"SHREDDED\"}");
      assertThat(refused.<String>path("code")).isEqualTo("AUDIT_UNAVAILABLE");
    } finally {
      log.faults().goAway(false);
    }
    Response done =
        post(Tokens.account("op-1", "operator"), "/v1/keys:rotate", "{\"which\":\"SHREDDED\"}");

    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(log.entries("admin.acted").size()).isGreaterThan(before);
  }

  private static Response post(String token, String path, String body) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .urlEncodingEnabled(false)
        .body(body)
        .post(path);
  }
}
