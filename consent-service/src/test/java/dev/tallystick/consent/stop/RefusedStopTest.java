package dev.tallystick.consent.stop;

import static dev.tallystick.consent.Questions.ask;
import static dev.tallystick.consent.World.created;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Questions;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The log refuses for good what a person has stopped: that person's permits alone are kept back,
 * until an operator settles it (docs/operations/refused-stop.md).
 */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class RefusedStopTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private Questions questions;
  private String consent = "";
  private final String operator = Tokens.withRoles("operator");
  private final String person = World.person();
  private final String me = Tokens.citizen(person);
  private final String other = World.person();

  @BeforeEach
  void signUp() {
    world = World.in(log);
    questions = new Questions(world);
    consent = Agreed.provide(world.mall, world.bureau).give(person);
    Agreed.provide(world.mall, world.bureau).give(other);
  }

  private Response withdraw() {
    return Api.post(me, "/v1/consents/" + consent + "/withdrawal", JsonObject.EMPTY);
  }

  /** A withdrawal that the log refuses; returns its event. */
  private String refused() {
    log.faults().refuseNext(422, "EVENT_INVALID");
    Response stopped = withdraw();
    assertThat(stopped.statusCode()).as("it holds here").isEqualTo(202);
    return stopped.path("eventId").toString();
  }

  private Response settle(String stop, String manner) {
    JsonObject request = JsonObject.builder().put("manner", manner).put("ticket", "OPS-17").build();
    return Api.post(operator, "/v1/refused-stops/" + stop + "/settlement", request);
  }

  private List<ScriptedEvent> settlements(String stop) {
    return log.entries("stop.settled").stream()
        .filter(entry -> entry.event().data().getString("stop").equals(stop))
        .toList();
  }

  @Test
  void refusedStop_keepsBackThisPersonsPermits_andNobodyElses() {
    String stop = refused();

    assertThat(ask(questions.release1(person)).statusCode()).isEqualTo(503);
    assertThat(ask(questions.release1(other)).path("outcome").toString()).isEqualTo("PERMIT");
    assertThat(withdraw().path("eventId").toString()).as("asked again").isEqualTo(stop);
    Response listed = Api.get(operator, "/v1/refused-stops");
    assertThat(listed.jsonPath().getList("stops.stop")).contains(stop);
    assertThat(listed.asString()).contains("EVENT_INVALID").doesNotContain(person, consent);
  }

  @Test
  void operator_hasItSaidAnew_withAnEntryUnderThePerson() {
    String stop = refused();

    Response settled = created(settle(stop, "SAY_ANEW"));

    assertThat(settled.asString()).doesNotContain(person, consent);
    assertThat(ask(questions.release1(person)).path("code").toString())
        .isEqualTo("CONSENT_WITHDRAWN");
    ScriptedEvent entry = settlements(stop).get(0);
    assertThat(entry.event().subject()).contains(person);
    assertThat(entry.event().data().getString("manner")).isEqualTo("SAID_ANEW");
    assertThat(entry.event().data().getString("refusal")).isEqualTo("EVENT_INVALID");
    String anew = entry.event().data().getString("anew");
    assertThat(log.entries("consent.withdrawn"))
        .filteredOn(e -> e.event().id().toString().equals(anew))
        .hasSize(1);
    assertThat(withdraw().statusCode()).as("it is logged now").isEqualTo(200);
    assertThat(settle(stop, "SAY_ANEW").statusCode()).as("once").isEqualTo(404);
    assertThat(Api.get(operator, "/v1/refused-stops").jsonPath().getList("stops.stop"))
        .doesNotContain(stop);
  }

  @Test
  void operator_cannotWaveAStopThrough_asLongAsThereIsSomethingToStop() {
    String stop = refused();

    assertThat(settle(stop, "NOTHING_LEFT").path("code").toString()).isEqualTo("STOP_STILL_NEEDED");
    assertThat(settlements(stop)).isEmpty();
    assertThat(ask(questions.release1(person)).statusCode()).isEqualTo(503);

    ScriptedEvent unused =
        world.append(
            "consent-service",
            "consent.withdrawn",
            Optional.of(person),
            withdrawn(),
            Optional.empty());
    await("the state hears of it")
        .atMost(60, SECONDS)
        .until(() -> settle(stop, "NOTHING_LEFT").statusCode() == 201);

    assertThat(settlements(stop)).hasSize(1);
    assertThat(settlements(stop).get(0).event().data().getString("manner"))
        .isEqualTo("NOTHING_LEFT");
    assertThat(ask(questions.release1(person)).path("code").toString())
        .isEqualTo("CONSENT_WITHDRAWN");
    assertThat(withdraw().path("eventId").toString())
        .as("the entry that settles it is its proof")
        .isEqualTo(settlements(stop).get(0).event().id().toString());
  }

  private JsonObject withdrawn() {
    return JsonObject.builder()
        .put("consent", consent)
        .put("version", 1)
        .put("kind", "PROVIDE")
        .put("discloser", world.mall.id())
        .put("recipient", world.bureau.id())
        .put("stoppedAt", Timestamps.format(Instant.now().toEpochMilli()))
        .put("by", "SELF")
        .build();
  }

  @Test
  void refusedFreeze_isSaidAnewToo_andRefusedAgainHoldsOn() {
    log.faults().refuseNext(422, "EVENT_INVALID");
    Response frozen = Api.post(me, "/v1/me/freeze", JsonObject.EMPTY);
    assertThat(frozen.statusCode()).isEqualTo(202);
    String stop = frozen.path("eventId").toString();
    assertThat(ask(questions.release1(other)).path("outcome").toString()).isEqualTo("PERMIT");
    assertThat(Api.post(me, "/v1/me/freeze/lift", JsonObject.EMPTY).statusCode()).isEqualTo(503);

    created(settle(stop, "SAY_ANEW"));

    assertThat(ask(questions.release1(person)).path("code").toString()).isEqualTo("SUBJECT_FROZEN");
    created(Api.post(me, "/v1/me/freeze/lift", JsonObject.EMPTY));
  }
}
