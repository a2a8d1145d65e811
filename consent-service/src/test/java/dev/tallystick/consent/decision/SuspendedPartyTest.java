package dev.tallystick.consent.decision;

import static dev.tallystick.consent.Questions.ask;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Questions;
import dev.tallystick.consent.World;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is suspended, for whatever reason, is refused by an entry, and no longer than that. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class SuspendedPartyTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private Questions questions;
  private final String person = World.person();

  @BeforeEach
  void signUp() {
    world = World.in(log);
    questions = new Questions(world);
  }

  @Test
  void suspendedCaller_isRefused() {
    World.created(
        Api.post(
            world.authority.token(),
            "/v1/parties/ride-west/suspension",
            JsonObject.builder().put("ground", "repeated attempts").build()));

    Response answer = ask(questions.release1(person, world.ride));

    World.created(
        Api.post(
            world.authority.token(),
            "/v1/parties/ride-west/restoration",
            JsonObject.builder().put("ground", "remedied").build()));
    assertThat(answer.path("code").toString()).isEqualTo("SERVICE_SUSPENDED");
  }

  @Test
  void recipientThatOwesTooManyReceipts_isRefusedByAnEntry() throws Exception {
    Agreed.provide(world.mall, world.bureau).give(person);
    JsonObject.Builder suspended =
        JsonObject.builder()
            .put("party", world.bureau.id())
            .put("scope", "RECEIPTS")
            .put("ground", "120 receipts are overdue, 100 may be.");
    String suspension = governance("audit-service", "service.suspended", suspended);

    Response answer = refused(questions.release1(person));

    String unused =
        governance(
            "consent-service",
            "service.restored",
            JsonObject.builder()
                .put("party", world.bureau.id())
                .put("suspension", suspension)
                .put("ground", "acknowledged")
                .put("by", world.authority.id()));
    assertThat(answer.path("code").toString()).isEqualTo("ACK_OVERDUE");
    assertThat(answer.path("ruleId").toString()).isEqualTo("R65");
    assertThat((int) answer.path("status")).isEqualTo(403);
    assertThat(log.entries().get(answer.path("auditIndex")).event().data().getString("code"))
        .isEqualTo("ACK_OVERDUE");
    assertThat(ask(questions.release1(person)).path("outcome").toString()).isEqualTo("PERMIT");
  }

  /** A bureau shuts out a lender that asks too often (R53); the regulator may lift that early. */
  @Test
  void lenderThatABureauHasSuspendedFromAsking_isRefused_untilTheRegulatorRestoresIt()
      throws Exception {
    String unused =
        governance(
            "bureau-service",
            "service.suspended",
            JsonObject.builder()
                .put("party", world.bank.id())
                .put("scope", "QUERY")
                .put("ground", "Asked too often.")
                .put("by", world.bureau.id())
                .put("until", "2100-01-01T00:00:00.000Z"));
    JsonObject question = questions.dryRelease2(person, World.id("con"));

    Response answer =
        await()
            .atMost(60, SECONDS)
            .until(() -> ask(question), told -> "SERVICE_SUSPENDED".equals(told.path("code")));
    World.created(
        Api.post(
            world.authority.token(),
            "/v1/parties/" + world.bank.id() + "/restoration",
            JsonObject.builder().put("ground", "It was a retry loop.").build()));

    assertThat(answer.path("ruleId").toString()).isEqualTo("R53");
    assertThat(ask(question).path("code").toString()).isEqualTo("QUERY_CONSENT_MISSING");
    assertThat(log.entries("service.restored"))
        .extracting(entry -> entry.event().data().getString("party"))
        .contains(world.bank.id());
  }

  /**
   * A permit may be made from a state that is a little behind; the log would refuse its release.
   */
  private static Response refused(JsonObject question) {
    return await()
        .atMost(60, SECONDS)
        .until(() -> ask(question), answer -> !"PERMIT".equals(answer.path("outcome")));
  }

  private String governance(String source, String type, JsonObject.Builder data) {
    return world
        .append(source, type, Optional.empty(), data.build(), Optional.empty())
        .event()
        .id()
        .toString();
  }
}
