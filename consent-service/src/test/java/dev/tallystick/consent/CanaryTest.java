package dev.tallystick.consent;

import static dev.tallystick.consent.Agreed.with;
import static dev.tallystick.consent.World.created;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only a person's text says, and who the person is, looked for where they must not be. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class CanaryTest {
  private static final String CANARY = "CANARYq7";

  /** Held, or the levels set on them would be lost with them. */
  private static final Logger ROOT = Logger.getLogger("");

  private static final Logger OURS = Logger.getLogger("dev.tallystick");

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private Agreed provide;
  private final String person = World.person();
  private final String me = Tokens.citizen(person);
  private final List<String> problems = new ArrayList<>();
  private final Listener listener = new Listener();

  /** Everything that is logged while it listens, messages and stack traces. */
  private static final class Listener extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord record) {
      lines.add(new SimpleFormatter().format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    world = World.in(log);
    provide = Agreed.provide(world.mall, world.bureau);
    OURS.setLevel(Level.FINE);
    ROOT.addHandler(listener);
  }

  @AfterEach
  void listenNoMore() {
    log.faults().goAway(false);
    ROOT.removeHandler(listener);
    OURS.setLevel(null);
  }

  @Test
  void textsAndPersons_leaveNoTraceInLogsProblemsMetricsOrEntries() {
    JsonObject notice =
        with(
            provide.notice(),
            Map.of("text", JsonString.of("I, " + CANARY + ", born on the first of May, agree.")));
    String shown = Agreed.show(person, notice);
    JsonObject consent = provide.consent(shown);
    String given = created(Api.post(me, "/v1/consents", consent)).path("consent");
    refuseWhatIsMalformed(notice, consent);
    refuseWhatIsOfNobody();
    askInVain();
    refuse(Api.post(world.mall.token(), "/v1/consents/collected", collected(consent)));
    whileTheLogIsAway(notice, given);
    String metrics = Api.get(Tokens.withRoles("operator"), "/q/metrics").asString();
    OURS.fine("the listener listens");

    assertThat(metrics).contains("http_server_requests").doesNotContain(CANARY, person);
    assertThat(listener.lines)
        .anyMatch(line -> line.contains("the listener listens"))
        .noneMatch(line -> line.contains(CANARY))
        .noneMatch(line -> line.contains(person));
    assertThat(problems)
        .hasSizeGreaterThan(15)
        .noneMatch(problem -> problem.contains(CANARY))
        .noneMatch(problem -> problem.contains(person));
    assertThat(log.entries())
        .anyMatch(entry -> textOf(entry).contains(shown))
        .noneMatch(entry -> textOf(entry).contains(CANARY));
  }

  private void refuseWhatIsMalformed(JsonObject notice, JsonObject consent) {
    for (String member : List.of("kind", "recipient", "purpose", "language", "retention")) {
      JsonObject bent = with(notice, Map.of(member, JsonString.of(CANARY + " §")));
      refuse(Api.post(me, "/v1/notices", bent));
    }
    for (String member : List.of("kind", "recipient", "notice", "validUntil")) {
      JsonObject bent = with(consent, Map.of(member, JsonString.of(CANARY + " and partners")));
      refuse(Api.post(me, "/v1/consents", bent));
    }
    JsonArray categories = JsonArray.ofStrings(List.of(CANARY + " §"));
    refuse(Api.post(me, "/v1/consents", with(consent, Map.of("categories", categories))));
    for (String body : List.of("{" + CANARY, "\"" + CANARY + "\"", "[\"" + CANARY + "\"]")) {
      refuse(
          given()
              .auth()
              .oauth2(me)
              .header("Idempotency-Key", UUID.randomUUID().toString())
              .contentType("application/json")
              .body(body)
              .post("/v1/consents"));
    }
  }

  /** Ids and persons in paths and bodies, of which the answer must not say them again. */
  private void refuseWhatIsOfNobody() {
    refuse(Api.get(me, "/v1/notices/" + CANARY));
    refuse(Api.post(me, "/v1/consents/" + CANARY + "/withdrawal", JsonObject.EMPTY));
    refuse(Api.get(me, "/v1/decisions/" + CANARY + "/explanation"));
    refuse(Api.get(me, "/v1/" + CANARY + "/" + person));
    JsonObject right =
        JsonObject.builder()
            .put("kind", "ACCESS")
            .put("party", world.bureau.id())
            .put("subject", person)
            .build();
    refuse(Api.post(Tokens.citizen(World.person()), "/v1/rights", right));
  }

  /**
   * A denial is an answer, with the decision for the service that asks; a wrong question is none.
   */
  private void askInVain() {
    Questions questions = new Questions(world);
    assertThat(Questions.ask(questions.directSale(person, "basic data")).statusCode())
        .isEqualTo(200);
    JsonObject ofAnother =
        with(questions.release1(World.person()), Map.of("subject", JsonString.of(person)));
    refuse(Questions.ask(ofAnother));
  }

  /** Signed by nobody. */
  private JsonObject collected(JsonObject consent) {
    return JsonObject.builder()
        .put("subject", person)
        .put("consent", consent)
        .put("signature", "a." + CANARY + ".c")
        .build();
  }

  private void whileTheLogIsAway(JsonObject notice, String given) {
    log.faults().goAway(true);
    refuse(Api.post(me, "/v1/notices", notice));
    Response stopped = Api.post(me, "/v1/consents/" + given + "/withdrawal", JsonObject.EMPTY);
    log.faults().goAway(false);
    assertThat(stopped.statusCode()).as("the withdrawal").isEqualTo(202);
  }

  private void refuse(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isGreaterThanOrEqualTo(400);
    problems.add(answer.asString() + answer.headers());
  }

  private static String textOf(ScriptedEvent entry) {
    return new String(entry.event().toRequestJson(), UTF_8)
        + entry.event().internal().map(CanonicalJson::text).orElse("");
  }
}
