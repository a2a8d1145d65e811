package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.ScriptedBureau;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a bureau tells of a loan becomes an order whose report has come. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class WatchedLoanTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CONSENT = "con_" + ScriptedBureau.PRODUCT.substring(4);

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  ScriptedSuite suite;

  @BeforeEach
  void begin() {
    suite.reset();
    OwnSystem.enrol();
  }

  /** A loan that was decided on a report. */
  private static JsonObject loan() {
    String order = OwnSystem.buy("ID" + UUID.randomUUID().toString().replace("-", ""));
    Response opened =
        OwnSystem.post(
            "/v1/loans",
            JsonObject.builder()
                .put("order", order)
                .put("kind", "LOAN")
                .put("openedOn", "2026-03-03")
                .build());
    opened.then().statusCode(201);
    return JsonObject.builder()
        .put("order", order)
        .put("loan", opened.jsonPath().getString("loan"))
        .put("kind", "LOAN")
        .put("consent", CONSENT)
        .build();
  }

  private static Response watch(JsonObject loan) {
    Response answer = OwnSystem.post("/v1/feeds", loan);
    answer.then().statusCode(201);
    return answer;
  }

  private static String orderOf(String item) {
    return "ord_" + item.substring("itm_".length());
  }

  private static void awaitOrder(String order) {
    await().atMost(PATIENCE).until(() -> OwnSystem.get("/v1/orders/" + order).statusCode() == 200);
    OwnSystem.awaitState(order, "ACKNOWLEDGED");
  }

  @Test
  void change_becomesAnOrder_openedCheckedAndAcknowledged() throws Exception {
    JsonObject loan = loan();
    String feed = watch(loan).jsonPath().getString("feed");

    String order = orderOf(suite.lending().feeds().change(feed));

    awaitOrder(order);
    Response shown = OwnSystem.get("/v1/orders/" + order);
    assertThat(shown.jsonPath().getString("purpose")).isEqualTo("POST_LOAN_MANAGEMENT");
    Response report = OwnSystem.get("/v1/orders/" + order + "/report");
    report.then().statusCode(200);
    assertThat(report.jsonPath().getInt("report.score")).isEqualTo(640);
  }

  @Test
  void items_readAgainAfterAKill_makeNoSecondOrder_andNoneIsMissing() throws Exception {
    String feed = watch(loan()).jsonPath().getString("feed");
    String first = orderOf(suite.lending().feeds().change(feed));
    awaitOrder(first);
    String event = OwnSystem.event(first);
    int logged = suite.logged("data.received");

    // As the database is after a kill: the cursor of before, and what came with it is read again.
    int unused = OwnSystem.asSuperuser("update feed_cursor set cursor = 0");
    String second = orderOf(suite.lending().feeds().change(feed));

    awaitOrder(second);
    assertThat(OwnSystem.event(first)).isEqualTo(event);
    assertThat(OwnSystem.event(second)).isNotEqualTo(event);
    assertThat(suite.logged("data.received")).isEqualTo(logged + 1);
  }

  @Test
  void end_isShown() throws Exception {
    JsonObject loan = loan();
    String feed = watch(loan).jsonPath().getString("feed");

    suite.lending().feeds().end(feed, "LOAN_CLOSED", 77);

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                OwnSystem.get("/v1/feeds")
                    .jsonPath()
                    .getList("loans.findAll { it.feed == '%s' }.state".formatted(feed))
                    .contains("ENDED"));
  }

  @Test
  void watch_whoseAnswerIsLost_isAskedAgainByTheSameStatement() {
    JsonObject loan = loan();
    String key = UUID.randomUUID().toString();
    suite.goAway("bureau", true);
    OwnSystem.post("/v1/feeds", loan, key)
        .then()
        .statusCode(503)
        .body("code", equalTo("SUITE_UNAVAILABLE"));
    suite.goAway("bureau", false);
    suite.loseAnswer("/bureau/v1/feeds");
    OwnSystem.post("/v1/feeds", loan, key).then().statusCode(503);

    Response answer = OwnSystem.post("/v1/feeds", loan, key);

    answer.then().statusCode(201).body("state", equalTo("ACTIVE"));
  }
}
