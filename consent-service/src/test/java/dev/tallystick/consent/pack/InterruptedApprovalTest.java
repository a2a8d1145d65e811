package dev.tallystick.consent.pack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.approvals.ActingPerson;
import dev.tallystick.approvals.Approvals;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ApprovalProposed;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an approved act whose service died in the middle of it, or takes its time. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class InterruptedApprovalTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;

  @Inject Approvals approvals;
  @Inject AgroalDataSource database;
  @Inject Clock clock;
  @Inject HeldAct held;

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  private static Response approve(String id) {
    return Api.post(
        Tokens.account("regulator-2", "regulator", "authority"),
        "/v1/approvals/" + id + "/approval",
        JsonObject.EMPTY);
  }

  @Test
  void activation_goesOnSoonAfterTheServiceThatClaimedItDied() throws SQLException {
    String id = world.propose("cn-2025", "2033-03-03T00:00:00.000Z").path("id");
    claim(id, clock.instant().plusSeconds(3));
    int before = log.entries("pack.activated").size();

    Response meanwhile = approve(id);

    assertThat(meanwhile.path("code").toString()).isEqualTo("APPROVAL_UNDER_WAY");
    assertThat(log.entries("pack.activated")).hasSize(before);
    await().atMost(20, SECONDS).until(() -> approve(id).statusCode(), status -> status == 200);
    assertThat(log.entries("pack.activated")).hasSize(before + 1);
  }

  @Test
  void act_thatTakesLongerThanItsLeaseIsCarriedOutOnce() throws Exception {
    ActingPerson proposer =
        new ActingPerson("regulator-1", Optional.of("authority"), Set.of("regulator"), true, true);
    Approvals.Proposal proposal =
        new Approvals.Proposal(
            ApprovalProposed.Action.KEY_RESTORE, "held", JsonObject.EMPTY, clock.instant());
    String id = approvals.propose(proposal, proposer).id();
    CompletableFuture<Response> first = CompletableFuture.supplyAsync(() -> approve(id));
    await().atMost(20, SECONDS).until(() -> held.begun.get() == 1);
    Instant firstEnd = claimedUntil(id);

    await().atMost(20, SECONDS).until(() -> clock.instant().isAfter(firstEnd));
    Response second = approve(id);
    held.mayEnd.countDown();

    assertThat(second.path("code").toString()).isEqualTo("APPROVAL_UNDER_WAY");
    assertThat(first.get(30, SECONDS).path("state").toString()).isEqualTo("DONE");
    assertThat(approve(id).path("state").toString()).isEqualTo("DONE");
    assertThat(held.begun).hasValue(1);
  }

  private void claim(String id, Instant until) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement("update approval set claimed_until = ? where id = ?")) {
      update.setTimestamp(1, Timestamp.from(until));
      update.setString(2, id);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private Instant claimedUntil(String id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select claimed_until from approval where id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getTimestamp(1).toInstant();
      }
    }
  }
}
