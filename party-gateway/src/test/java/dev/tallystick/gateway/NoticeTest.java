package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the party is told to do, from its proved list, and its answers over its signature. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class NoticeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  ScriptedSuite suite;

  private String value = "";
  private String order = "";

  @BeforeEach
  void begin() {
    suite.reset();
    OwnSystem.enrol();
    value = "ID" + UUID.randomUUID().toString().replace("-", "");
    order = OwnSystem.buy(value);
  }

  private String tell(String change) {
    String id =
        suite.duties().notify(suite.duties().subject(value), OwnSystem.event(order), change);
    awaitState(id, "OPEN");
    return id;
  }

  private static void awaitState(String notice, String state) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                OwnSystem.get("/v1/notices?answered=true")
                    .jsonPath()
                    .getString("notices.find { it.notice == '" + notice + "' }?.state"),
            state::equals);
  }

  private static io.restassured.response.Response answer(String notice, String said) {
    return OwnSystem.post(
        "/v1/notices/" + notice + "/answer", JsonObject.builder().put("answer", said).build());
  }

  @Test
  void stopNotice_answeredDone_destroysTheReport_andIsSigned() {
    String notice = tell("WITHDRAWN");

    answer(notice, "DONE").then().statusCode(202).body("kind", equalTo("STOP"));

    awaitState(notice, "ANSWERED");
    OwnSystem.awaitState(order, "DESTROYED");
    OwnSystem.get("/v1/orders/" + order + "/report").then().statusCode(410);
    answer(notice, "DONE").then().statusCode(409).body("code", equalTo("NOTICE_ANSWERED"));
  }

  @Test
  void stopNotice_refused_needsItsReason_andKeepsTheReport() {
    String notice = tell("WITHDRAWN");

    answer(notice, "REFUSED").then().statusCode(422).body("field", equalTo("text"));
    OwnSystem.post(
            "/v1/notices/" + notice + "/answer",
            JsonObject.builder().put("answer", "REFUSED").put("text", "Kept by law").build())
        .then()
        .statusCode(202);

    awaitState(notice, "ANSWERED");
    OwnSystem.get("/v1/orders/" + order + "/report").then().statusCode(200);
  }

  @Test
  void correction_answeredDone_marksTheReport() {
    String notice = tell("CORRECTED");

    answer(notice, "DONE").then().statusCode(202).body("kind", equalTo("CHANGE"));

    awaitState(notice, "ANSWERED");
    OwnSystem.get("/v1/orders/" + order + "/report")
        .then()
        .statusCode(200)
        .body("changed", hasItem("CORRECTED"));
  }

  @Test
  void erasure_answeredDone_destroysTheReport() {
    String notice = tell("ERASED");

    answer(notice, "DONE").then().statusCode(202);

    awaitState(notice, "ANSWERED");
    OwnSystem.awaitState(order, "DESTROYED");
  }

  /** The sale is logged and its answer lost; the person withdraws before it is asked for again. */
  @Test
  void reportThatComesWhenItsNoticeIsAnswered_isDestroyedAtOnce_andAcknowledged() {
    AtomicReference<String> event = new AtomicReference<>("");
    suite
        .sales()
        .tamper(
            answer -> {
              event.set(answer.getString("eventId"));
              suite.goAway("bureau", true);
              return answer;
            });
    suite.loseAnswer("/bureau/v1/inquiries");
    String late = OwnSystem.place(OwnSystem.order(value));
    await().atMost(PATIENCE).until(() -> !event.get().isEmpty());
    String notice = suite.duties().notify(suite.duties().subject(value), event.get(), "WITHDRAWN");
    awaitState(notice, "OPEN");

    answer(notice, "NOT_HELD").then().statusCode(202);
    awaitState(notice, "ANSWERED");
    suite.goAway("bureau", false);

    OwnSystem.awaitState(late, "DESTROYED");
    OwnSystem.get("/v1/orders/" + late + "/report").then().statusCode(410);
    await()
        .atMost(PATIENCE)
        .until(
            () -> OwnSystem.get("/v1/orders/" + late).jsonPath().getString("acknowledgedAt"),
            at -> at != null);
  }

  @Test
  void reportThatIsHere_isNotAnsweredNotHeld() {
    String notice = tell("WITHDRAWN");

    answer(notice, "NOT_HELD").then().statusCode(422).body("field", equalTo("answer"));

    OwnSystem.get("/v1/orders/" + order + "/report").then().statusCode(200);
  }

  @Test
  void noticeThatIsAnsweredElsewhere_destroysTheReportHere() {
    String notice = tell("WITHDRAWN");

    suite.duties().answerElsewhere(notice, "DONE");

    OwnSystem.awaitState(order, "DESTROYED");
    awaitState(notice, "ANSWERED");
  }

  @Test
  void answerOfWhichTheAnswerIsLost_isGivenOnce() {
    String notice = tell("DISPUTED");
    suite.loseAnswer("/vault/v1/notifications/");

    answer(notice, "DONE").then().statusCode(202);

    awaitState(notice, "ANSWERED");
  }

  @Test
  void objection_isAnsweredWithAnOutcome() {
    String objection = suite.duties().object(suite.duties().subject(value), OwnSystem.event(order));
    awaitState(objection, "OPEN");

    answer(objection, "DONE").then().statusCode(422).body("field", equalTo("answer"));
    OwnSystem.post(
            "/v1/notices/" + objection + "/answer",
            JsonObject.builder()
                .put("answer", "REJECTED")
                .put("text", "You applied on 3 March; the order stands.")
                .build())
        .then()
        .statusCode(202);

    awaitState(objection, "ANSWERED");
  }

  /** The person asks why; the clock of R48 runs until the bank has explained. */
  @Test
  void askForAnExplanation_isANoticeWithItsLastDay_andIsAnsweredByWhatExplains() throws Exception {
    String right = suite.duties().askFor(suite.duties().subject(value), "EXPLANATION");
    awaitState(right, "OPEN");

    OwnSystem.get("/v1/notices")
        .then()
        .body("notices.find { it.notice == '" + right + "' }.kind", equalTo("RIGHT"))
        .body("notices.find { it.notice == '" + right + "' }.change", equalTo("EXPLANATION"))
        .body("notices.find { it.notice == '" + right + "' }.dueOn", equalTo("2030-01-31"));
    answer(right, "DONE").then().statusCode(422).body("field", equalTo("answer"));
    answer(right, "FULFILLED").then().statusCode(422).body("field", equalTo("text"));
    explain(right, " ").then().statusCode(422).body("field", equalTo("text"));
    explain(right, "bell \u0007").then().statusCode(422).body("field", equalTo("text"));
    explain(right, "Three loans are open.\r\nWe lend on two.").then().statusCode(202);

    awaitState(right, "ANSWERED");
    assertThat(suite.duties().explained(right))
        .as("over the party's signature")
        .isEqualTo("Three loans are open.\nWe lend on two.");
    OwnSystem.get("/v1/orders/" + order + "/report").then().statusCode(200);
    assertThat(
            OwnSystem.asSuperuser(
                "update notice_due set attempts = 0 where id = '%s' and reason is null"
                        .formatted(right)
                    + " and explanation is not null"
                    + " and position('loans'::bytea in explanation) = 0"))
        .as("kept sealed")
        .isEqualTo(1);
  }

  private static Response explain(String right, String text) {
    return OwnSystem.post(
        "/v1/notices/" + right + "/answer",
        JsonObject.builder().put("answer", "FULFILLED").put("text", text).build());
  }

  @Test
  void rightThatIsGranted_needsNoWords_andTakesNone() {
    String right = suite.duties().askFor(suite.duties().subject(value), "ACCESS");
    awaitState(right, "OPEN");

    explain(right, "Here it is.").then().statusCode(422).body("field", equalTo("text"));
    answer(right, "FULFILLED").then().statusCode(202);

    awaitState(right, "ANSWERED");
  }

  @Test
  void rightThatIsRefused_saysWhy_andWhereToComplain() {
    String right = suite.duties().askFor(suite.duties().subject(value), "ERASURE");
    awaitState(right, "OPEN");
    JsonObject.Builder refusal =
        JsonObject.builder().put("answer", "REFUSED").put("text", "Kept by law until 2030.");
    String path = "/v1/notices/" + right + "/answer";

    OwnSystem.post(path, refusal.build()).then().statusCode(422).body("field", equalTo("route"));
    OwnSystem.post(path, refusal.put("route", "The court at the harbour.").build())
        .then()
        .statusCode(202);

    awaitState(right, "ANSWERED");
    OwnSystem.get("/v1/notices?answered=true")
        .then()
        .body("notices.find { it.notice == '" + right + "' }.answer", equalTo("REFUSED"));
  }
}
