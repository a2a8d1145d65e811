package dev.tallystick.vault.release;

import static dev.tallystick.vault.PartyDesk.key;
import static dev.tallystick.vault.release.ReleaseTest.assertOk;
import static dev.tallystick.vault.release.ReleaseTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.postgres.LocalPostgres;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A database that crashes while the service lives on: what follows a receipt, or was read of the
 * log, is not on disk then, and what the log could have seen is.
 */
@QuarkusTest
@WithTestResource(value = VaultWorld.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@WithTestResource(OidcWiremockTestResource.class)
class ReleaseDatabaseCrashTest {
  @Inject AgroalDataSource database;
  @Inject ReleaseJob job;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  LocalPostgres server;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  @Test
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void crashOfTheDatabase_losesOnlyWhatTheReceiptsBringBack() throws Exception {
    ReleaseScene scene = ReleaseScene.set(consent);
    String key = key();
    String request = scene.request("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
    writeLateCommitsLate();
    Response sent = scene.bureau().postRelease(key, request);
    assertOk(sent);
    int entries = log.entries("data.released").size();

    crash();

    assertThat(states(scene)).as("not on disk").isEqualTo("INTENT INTENT");
    assertRefused(scene.bureau().postRelease(key(), request), 409, "REQUEST_REPLAYED");
    assertRefused(scene.bureau().postRelease(key, request), 409, "IDEMPOTENCY_KEY_IN_USE");
    TestClock.get().pass(ReleaseRequestRepository.LEASE);
    Response again = scene.bureau().postRelease(key, request);
    assertOk(again);
    for (String member : List.of("releases.jwe", "releases.eventId", "releases.index")) {
      assertThat(again.jsonPath().getList(member)).isEqualTo(sent.jsonPath().getList(member));
    }
    assertThat(log.entries("data.released")).hasSize(entries);
    // Two for the statement under another key, which were used for nothing.
    assertThat(consent.asked()).hasSize(4);
    assertThat(states(scene)).matches("(LOGGED|SENT) (LOGGED|SENT)");
    assertThat(
            rows()
                .one(
                    "select bool_and(logged)::text from released_record where subject = ?",
                    scene.subject()))
        .isEqualTo("true");
  }

  /** The feed was read further than what is on disk, by a service that does not stop. */
  @Test
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void crashOfTheDatabase_whatWasReadOfTheLogIsReadAgain() throws Exception {
    ReleaseScene scene = ReleaseScene.set(consent);
    writeLateCommitsLate();
    assertOk(scene.bureau().postRelease(key(), scene.request("TRAVEL.AGGREGATE")));
    Rows.await(() -> states(scene).equals("SENT"));
    ScriptedEvent release = ReleaseScene.lastReleased(log);
    log.append(SampleRelease.received(release.event(), release));
    log.append(SampleRelease.report(scene.subject(), "11".repeat(32)));
    Rows.await(() -> states(scene).equals("ACKNOWLEDGED") && reportedRows(scene) == 1);

    crash();

    assertThat(states(scene)).as("not on disk").isEqualTo("INTENT");
    assertThat(reportedRows(scene)).as("not on disk").isZero();
    TestClock.get().pass(Duration.ofSeconds(11));
    job.settle();
    assertThat(states(scene)).as("the log was asked").isEqualTo("LOGGED");
    TestClock.get().pass(Duration.ofSeconds(61));
    job.settle();
    assertThat(states(scene)).as("and was read again").isEqualTo("ACKNOWLEDGED");
    assertThat(log.guard("release/" + release.event().id())).as("told as undelivered").isZero();

    log.append(SampleRelease.report(scene.subject(), "22".repeat(32)));

    Rows.await(() -> reportedRows(scene) == 2);
  }

  /** Until the log was asked, the database does not know that the release left. */
  @Test
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void crashOfTheDatabase_recipientIsToldOfACorrectionAllTheSame() throws Exception {
    ReleaseScene scene = ReleaseScene.set(consent);
    String record =
        rows()
            .one(
                "select id from record where subject = ? and source = 'ride-west'",
                scene.subject());
    writeLateCommitsLate();
    assertOk(scene.bureau().postRelease(key(), scene.request("TRAVEL.AGGREGATE")));
    String release = ReleaseScene.lastReleased(log).event().id().toString();

    crash();

    assertThat(states(scene)).as("not on disk").isEqualTo("INTENT");
    new PartyDesk("ride-west", "platform", consent)
        .post(
            "/v1/records/{id}/corrections",
            Map.of("fields", Map.of("band", "B4"), "ground", "PROVIDER"),
            record)
        .then()
        .statusCode(201);
    Rows.await(() -> notified(release) == 1);
    TestClock.get().pass(Duration.ofSeconds(11));
    job.settle();
    assertThat(states(scene)).as("the log was asked").matches("LOGGED|SENT");
    assertThat(notified(release)).as("told once").isEqualTo(1);
  }

  private long notified(String release) {
    return log.entries("downstream.notified").stream()
        .filter(entry -> entry.event().data().getString("release").equals(release))
        .count();
  }

  private long reportedRows(ReleaseScene scene) {
    return Long.parseLong(
        rows().one("select count(*) from reported_row where subject = ?", scene.subject()));
  }

  private String states(ReleaseScene scene) {
    return rows()
        .one(
            "select string_agg(state, ' ' order by state) from release where subject = ?",
            scene.subject());
  }

  private Rows rows() {
    return new Rows(database);
  }

  /** Nobody writes them out while the test lasts. */
  private void writeLateCommitsLate() throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("alter system set wal_writer_delay = '10s'");
      statement.execute("select pg_reload_conf()");
    }
  }

  /** One process of the server is killed, and the server starts anew with all others. */
  private void crash() throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      boolean killed =
          ProcessHandle.of(row.getLong(1)).map(ProcessHandle::destroyForcibly).orElse(false);
      assertThat(killed).isTrue();
    }
    Rows.await(this::isBack);
  }

  /** The pool gives no broken connection away any more. */
  private boolean isBack() {
    database.flush(FlushMode.ALL);
    try {
      return rows().count("release") > 0;
    } catch (AssertionError e) {
      return false;
    }
  }
}
