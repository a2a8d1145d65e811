package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.gateway.scripted.GatewayTestClock;
import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.keys.Jws;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A report from the order to its destruction, whatever goes wrong on the way. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class OrderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  ScriptedSuite suite;

  @Inject DataSource database;

  @BeforeEach
  void begin() {
    suite.reset();
    OwnSystem.enrol();
  }

  private static String number() {
    return "ID" + UUID.randomUUID().toString().replace("-", "");
  }

  private long sales(String value) {
    String subject = suite.duties().subject(value);
    return suite.sales().bought().stream().filter(subject::equals).count();
  }

  private String column(String order, String column) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select " + column + " from report_order where id = '" + order + "'")) {
      assertThat(row.next()).isTrue();
      return String.valueOf(row.getString(1));
    }
  }

  @Test
  void order_isBoughtCheckedAndAcknowledged_andItsReportShown() throws Exception {
    String value = number();

    String order = OwnSystem.buy(value);

    OwnSystem.get("/v1/orders/" + order + "/report")
        .then()
        .statusCode(200)
        .body("report.score", equalTo(640));
    OwnSystem.get("/v1/orders/" + order)
        .then()
        .body("fee.amount", equalTo(100))
        .body("subject", equalTo(suite.duties().subject(value)));
    String receipt = OwnSystem.get("/v1/orders/" + order + "/receipt").asString();
    Receipt parsed = Receipt.parse(receipt.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(parsed.opening().body().value().orElseThrow().getString("id"))
        .isEqualTo(OwnSystem.event(order));
    assertThat(sales(value)).isEqualTo(1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> OwnSystem.get("/v1/orders/" + order).then().body("fee.published", equalTo(true)));
  }

  @Test
  void identifierAndReport_areNowhereInTheDatabase_asTheyWere() throws SQLException {
    String value = number();
    String order = OwnSystem.buy(value);

    assertThat(column(order, "person is null")).isEqualTo("t");
    assertThat(column(order, "report_order::text")).doesNotContain(value);
    assertThat(column(order, "encode(report, 'escape') || encode(evidence, 'escape')"))
        .doesNotContain("canary")
        .doesNotContain("score");
  }

  @Test
  void sameRequest_sentTwice_isOneOrder() {
    JsonObject order = OwnSystem.order(number());
    String key = UUID.randomUUID().toString();

    Response first = OwnSystem.post("/v1/orders", order, key);
    Response second = OwnSystem.post("/v1/orders", order, key);

    assertThat(second.asString()).isEqualTo(first.asString());
  }

  @Test
  void answerThatIsLost_buysOnce_byTheSameStatement() {
    String value = number();
    suite.loseAnswer("/bureau/v1/inquiries");

    String order = OwnSystem.buy(value);

    assertThat(sales(value)).isEqualTo(1);
    List<JsonObject> sent = suite.posted("/inquiries");
    assertThat(sent.get(sent.size() - 1)).isEqualTo(sent.get(sent.size() - 2));
    assertThat(OwnSystem.state(order)).isEqualTo("ACKNOWLEDGED");
  }

  @Test
  void saleWhoseAnswerHasLapsed_isOrderedAnew_andTheFirstOneRemembered() throws SQLException {
    suite.sales().refuseNext(409, "RELEASE_LAPSED");

    String order = OwnSystem.buy(number());

    assertThat(column(order, "lapsed")).startsWith("inq_");
    assertThat(column(order, "lapsed")).isNotEqualTo(column(order, "inquiry"));
  }

  @Test
  void statementThatWasNeverTaken_isSignedAnew() {
    suite.sales().refuseNext(422, "REQUEST_EXPIRED");
    String value = number();

    String unused = OwnSystem.buy(value);

    assertThat(sales(value)).isEqualTo(1);
  }

  @Test
  void refusal_isToldWithItsCode_andNothingIsBought() {
    suite.sales().refuseNext(403, "QUERY_CONSENT_MISSING");
    String order = OwnSystem.place(OwnSystem.order(number()));

    OwnSystem.awaitState(order, "REFUSED");
    OwnSystem.get("/v1/orders/" + order)
        .then()
        .body("problem.code", equalTo("QUERY_CONSENT_MISSING"));
    OwnSystem.get("/v1/orders/" + order + "/report").then().statusCode(409);
  }

  @Test
  void suiteAway_ordersWaitUpToTheLimit_andAreDoneWhenItIsBack() {
    suite.goAway("vault", true);
    List<String> orders = new ArrayList<>();
    Response answer = OwnSystem.post("/v1/orders", OwnSystem.order(number()));
    while (answer.statusCode() == 202) {
      orders.add(answer.jsonPath().getString("order"));
      answer = OwnSystem.post("/v1/orders", OwnSystem.order(number()));
    }

    answer.then().statusCode(503).header("Retry-After", "5").body("code", equalTo("QUEUE_FULL"));
    assertThat(orders).hasSizeBetween(15, 20);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(OwnSystem.get("/v1/status").jsonPath().getString("suiteAwaySince"))
                    .isNotNull());
    assertThat(OwnSystem.get("/v1/orders/" + orders.get(0)).jsonPath().getString("waitsFor"))
        .isEqualTo("SUITE");
    suite.goAway("vault", false);
    orders.forEach(order -> OwnSystem.awaitState(order, "ACKNOWLEDGED"));
  }

  @Test
  void deadline_endsWhatWasNotBought() {
    suite.goAway("vault", true);
    JsonObject order =
        OwnSystem.order(number())
            .with(
                JsonObject.builder()
                    .put("deadline", new GatewayTestClock().instant().plusSeconds(2).toString())
                    .build());
    String id = OwnSystem.place(order);

    GatewayTestClock.pass(Duration.ofMinutes(2));

    OwnSystem.awaitState(id, "EXPIRED");
  }

  @Test
  void reportThatIsNotWhatTheLogSays_isGivenToNobody() {
    suite
        .sales()
        .tamper(
            answer -> {
              JsonObject fee = answer.getObject("fee").without(Set.of("amount"));
              JsonObject cheap = fee.with(JsonObject.builder().put("amount", 1).build());
              return answer
                  .without(Set.of("fee"))
                  .with(JsonObject.builder().put("fee", cheap).build());
            });
    String order = OwnSystem.place(OwnSystem.order(number()));

    OwnSystem.awaitState(order, "FLAWED");
    OwnSystem.get("/v1/orders/" + order + "/report")
        .then()
        .statusCode(409)
        .body("code", equalTo("REPORT_FLAWED"));
    OwnSystem.get("/v1/ledger/differences?kind=FLAWED")
        .then()
        .body("differences.about", hasItem(order))
        .body("differences.lacks", hasItem(ScriptedSuite.BUREAU));
  }

  @Test
  void receiptOfAnotherSale_doesNotPassForThisOne() {
    String value = number();
    String first = OwnSystem.buy(value);
    assertThat(OwnSystem.state(first)).isEqualTo("ACKNOWLEDGED");
    JsonObject[] earlier = new JsonObject[1];
    suite.sales().tamper(answer -> earlier[0] = answer);
    OwnSystem.buy(value);
    // A second sale about the same person, answered with the first one's report and receipt.
    suite.sales().tamper(answer -> earlier[0]);

    String order = OwnSystem.place(OwnSystem.order(value));

    OwnSystem.awaitState(order, "FLAWED");
  }

  @Test
  void half_isNotGivenBeforeThePublishedLogCoversTheSale() {
    suite.publish(false);
    String order = OwnSystem.place(OwnSystem.order(number()));
    OwnSystem.awaitState(order, "OPENED");
    int before = suite.logged("data.received");

    await()
        .during(Duration.ofMillis(800))
        .atMost(Duration.ofSeconds(5))
        .until(() -> OwnSystem.state(order).equals("OPENED"));
    assertThat(suite.logged("data.received")).isEqualTo(before);
    suite.publish(true);

    OwnSystem.awaitState(order, "ACKNOWLEDGED");
  }

  @Test
  void retention_destroysOnTime_andTheLogHasASignedCertificate() throws Exception {
    String order =
        OwnSystem.place(
            OwnSystem.order(number()).with(JsonObject.builder().put("retention", "P1D").build()));
    OwnSystem.awaitState(order, "ACKNOWLEDGED");

    GatewayTestClock.pass(Duration.ofDays(2));

    OwnSystem.awaitState(order, "DESTROYED");
    OwnSystem.get("/v1/orders/" + order + "/report")
        .then()
        .statusCode(410)
        .body("code", equalTo("REPORT_DESTROYED"));
    OwnSystem.get("/v1/orders/" + order + "/receipt").then().statusCode(200);
    assertThat(column(order, "report is null")).isEqualTo("t");
    byte[] certificate =
        Jws.verify(
                column(order, "certificate"),
                "destruction+jws",
                suite.signingKeys(ScriptedSuite.PARTY))
            .payload();
    JsonObject said = (JsonObject) CanonicalJson.parse(certificate);
    assertThat(said.getString("release")).isEqualTo(OwnSystem.event(order));
  }

  @Test
  void destruction_whoseAnswerIsLost_isLearnedFromTheList() {
    String order = OwnSystem.buy(number());
    suite.loseAnswer("/consent/v1/destructions");

    OwnSystem.post(
            "/v1/orders/" + order + "/destruction",
            JsonObject.builder().put("reason", "TERM_ENDED").build())
        .then()
        .statusCode(200)
        .body("state", equalTo("DESTROYING"));

    OwnSystem.awaitState(order, "DESTROYED");
  }

  @Test
  void consentThatIsAskedFor_isAwaited_andTheOrderGoesOn() {
    String value = number();
    String ask = ask(value, "CARD_APPROVAL");
    String order =
        OwnSystem.place(
            OwnSystem.order()
                .put("person", OwnSystem.person(value))
                .put("consentAsk", ask)
                .build());
    await()
        .atMost(PATIENCE)
        .until(
            () -> OwnSystem.get("/v1/consent-asks/" + ask).jsonPath().getString("state"),
            "ASKED"::equals);
    OwnSystem.get("/v1/orders/" + order).then().body("waitsFor", equalTo("CONSENT"));

    String consent = suite.duties().give(suite.duties().subject(value), "CARD_APPROVAL");

    OwnSystem.awaitState(order, "ACKNOWLEDGED");
    OwnSystem.get("/v1/orders/" + order).then().body("consent", equalTo(consent));
  }

  @Test
  void no_endsTheOrder() {
    String value = number();
    String ask = ask(value, "LIMIT_REVIEW");
    String order =
        OwnSystem.place(
            OwnSystem.order()
                .put("person", OwnSystem.person(value))
                .put("consentAsk", ask)
                .build());
    await()
        .atMost(PATIENCE)
        .until(
            () -> OwnSystem.get("/v1/consent-asks/" + ask).jsonPath().getString("state"),
            "ASKED"::equals);

    suite.duties().refuse(suite.duties().subject(value), "LIMIT_REVIEW");

    OwnSystem.awaitState(order, "REFUSED");
    OwnSystem.get("/v1/orders/" + order).then().body("problem.code", equalTo("CONSENT_REFUSED"));
    assertThat(sales(value)).isZero();
  }

  private static String ask(String value, String purpose) {
    Response answer =
        OwnSystem.post(
            "/v1/consent-asks",
            JsonObject.builder()
                .put("person", OwnSystem.person(value))
                .put("bureau", ScriptedSuite.BUREAU)
                .put("purpose", purpose)
                .put("categories", JsonArray.ofStrings(List.of("CREDIT_SCORE")))
                .put("method", "one report")
                .put("retention", "P1Y")
                .put("validUntil", "2099-01-01T00:00:00.000Z")
                .put("noticeText", "The bank asks the bureau for one report about you.")
                .put("language", "en")
                .build());
    answer.then().statusCode(202);
    return answer.jsonPath().getString("ask");
  }

  @Test
  void orderThatContradictsItself_isRefusedByField() {
    OwnSystem.post("/v1/orders", OwnSystem.order().put("person", OwnSystem.person("1")).build())
        .then()
        .statusCode(422)
        .body("code", equalTo("ORDER_INVALID"))
        .body("field", equalTo("consent"));
  }

  @Test
  void decision_withoutReasons_isRefused_whereTheyAreOwed() {
    String order = OwnSystem.buy(number());

    OwnSystem.post(
            "/v1/orders/" + order + "/decision",
            JsonObject.builder().put("outcome", "DECLINED").build())
        .then()
        .statusCode(422);
    OwnSystem.post(
            "/v1/orders/" + order + "/decision",
            JsonObject.builder().put("outcome", "APPROVED").build())
        .then()
        .statusCode(200);
  }
}
