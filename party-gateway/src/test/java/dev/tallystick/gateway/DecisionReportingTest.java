package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bureaus are told what was decided by their reports, and which loans came of them. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class DecisionReportingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String DECISIONS = "/credit-decisions";

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  ScriptedSuite suite;

  @BeforeEach
  void begin() {
    suite.reset();
    OwnSystem.enrol();
  }

  private static String buy() {
    return OwnSystem.buy("ID" + UUID.randomUUID().toString().replace("-", ""));
  }

  private static Response decide(String order, String outcome, String... reasons) {
    JsonObject.Builder decision = JsonObject.builder().put("outcome", outcome);
    if (reasons.length > 0) {
      decision.put("reasons", JsonArray.ofStrings(List.of(reasons)));
    }
    return OwnSystem.post("/v1/orders/" + order + "/decision", decision.build());
  }

  private static String shown(String order, String member) {
    return OwnSystem.get("/v1/orders/" + order).jsonPath().getString(member);
  }

  private static void awaitShown(String order, String member) {
    await().atMost(PATIENCE).until(() -> shown(order, member) != null);
  }

  @Test
  void decision_isToldToTheBureau_byTheReportAndItsInquiry() {
    String order = buy();

    decide(order, "DECLINED", "too little income").then().statusCode(200);

    awaitShown(order, "decisionEventId");
    List<JsonObject> told = suite.posted(DECISIONS);
    JsonObject last = told.get(told.size() - 1);
    assertThat(last.getString("inquiry")).isEqualTo(shown(order, "inquiry"));
    assertThat(last.getString("outcome")).isEqualTo("DECLINED");
    assertThat(last.getArray("reasons"))
        .isEqualTo(JsonArray.ofStrings(List.of("too little income")));
    assertThat(last.getArray("releases"))
        .isEqualTo(JsonArray.ofStrings(List.of(OwnSystem.event(order))));
  }

  @Test
  void decision_onceTold_isNotChanged() {
    String order = buy();
    decide(order, "APPROVED").then().statusCode(200);
    awaitShown(order, "decisionEventId");
    int logged = suite.logged("decision.reported");

    decide(order, "APPROVED").then().statusCode(200);
    decide(order, "NO_DECISION").then().statusCode(409).body("code", equalTo("DECISION_REPORTED"));

    assertThat(suite.logged("decision.reported")).isEqualTo(logged);
  }

  @Test
  void decision_waitsForTheBureau_andIsLoggedOnce_whoseAnswerWasLost() {
    String order = buy();
    int logged = suite.logged("decision.reported");
    suite.goAway("bureau", true);
    decide(order, "APPROVED").then().statusCode(200);
    String tried = "update report_order set id = id where id = '%s' and decision_attempts > 0";
    await().atMost(PATIENCE).until(() -> OwnSystem.asSuperuser(tried.formatted(order)) == 1);
    assertThat(shown(order, "decisionEventId")).isNull();

    suite.loseAnswer("/bureau/v1/credit-decisions");
    suite.goAway("bureau", false);

    awaitShown(order, "decisionEventId");
    assertThat(suite.logged("decision.reported")).isEqualTo(logged + 1);
  }

  @Test
  void decision_thatTheBureauRefuses_isShown_andAnotherMayBeNoted() {
    String order = buy();
    suite.lending().refuseNext(422, "CO_LENDING_SHARE_TOO_LOW");
    decide(order, "APPROVED").then().statusCode(200);
    awaitShown(order, "decisionProblem");
    assertThat(shown(order, "decisionProblem")).isEqualTo("CO_LENDING_SHARE_TOO_LOW");

    decide(order, "NO_DECISION").then().statusCode(200);

    awaitShown(order, "decisionEventId");
    assertThat(shown(order, "decisionProblem")).isNull();
  }

  private static JsonObject opening(String order) {
    return JsonObject.builder()
        .put("order", order)
        .put("kind", "LOAN")
        .put("openedOn", "2026-03-03")
        .build();
  }

  @Test
  void loan_isPassedOn_andListed_untilItIsClosed() {
    String order = buy();

    Response opened = OwnSystem.post("/v1/loans", opening(order));

    assertThat(opened.statusCode()).as(opened.asString()).isEqualTo(201);
    String loan = opened.jsonPath().getString("loan");
    String list = "/v1/loans?bureau=" + ScriptedSuite.BUREAU;
    assertThat(OwnSystem.get(list).jsonPath().getList("loans.loan")).contains(loan);
    JsonObject closure =
        JsonObject.builder()
            .put("bureau", ScriptedSuite.BUREAU)
            .put("closedOn", "2027-03-03")
            .put("reason", "REPAID")
            .build();
    OwnSystem.post("/v1/loans/" + loan + "/closure", closure)
        .then()
        .statusCode(201)
        .body("state", equalTo("CLOSED"));
  }

  @Test
  void jointLoan_isPassedOnWithItsShares() {
    JsonObject opening =
        opening(buy())
            .with(
                JsonObject.builder()
                    .put(
                        "shares",
                        JsonArray.of(
                            List.of(share("mall-east", 3_500), share(ScriptedSuite.PARTY, 6_500))))
                    .build());

    OwnSystem.post("/v1/loans", opening).then().statusCode(201);

    List<JsonObject> told = suite.posted("/bureau/v1/loans");
    assertThat(told.get(told.size() - 1).findArray("shares")).contains(opening.getArray("shares"));
    OwnSystem.post(
            "/v1/loans",
            opening(buy())
                .with(
                    JsonObject.builder()
                        .put("shares", JsonArray.of(List.of(share("mall-east", 10_000))))
                        .build()))
        .then()
        .statusCode(422);
  }

  private static JsonObject share(String party, long basisPoints) {
    return JsonObject.builder().put("party", party).put("basisPoints", basisPoints).build();
  }

  @Test
  void loan_whoseAnswerWasLost_isOpenedOnce() {
    String order = buy();
    int logged = suite.logged("loan.opened");
    String key = UUID.randomUUID().toString();
    suite.loseAnswer("/bureau/v1/loans");

    OwnSystem.post("/v1/loans", opening(order), key)
        .then()
        .statusCode(503)
        .body("code", equalTo("SUITE_UNAVAILABLE"));
    OwnSystem.post("/v1/loans", opening(order), key).then().statusCode(201);

    assertThat(suite.logged("loan.opened")).isEqualTo(logged + 1);
  }

  @Test
  void loan_thatTheBureauRefuses_isRefusedUnderItsCode() {
    String order = buy();
    suite.lending().refuseNext(409, "GUARD_MOVED");

    OwnSystem.post("/v1/loans", opening(order))
        .then()
        .statusCode(409)
        .body("code", equalTo("GUARD_MOVED"));
    OwnSystem.post("/v1/loans", opening("ord_019cac33-c580-7e9a-be9f-ebd7343c67d7"))
        .then()
        .statusCode(404)
        .body("code", equalTo("ORDER_UNKNOWN"));
  }
}
