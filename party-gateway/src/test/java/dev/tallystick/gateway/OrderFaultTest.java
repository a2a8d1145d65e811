package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.scripted.GatewayTestClock;
import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import dev.tallystick.houserules.PostgresResource;
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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Faults in the middle of an order: nothing is bought twice, kept too long, or left without its
 * half.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class OrderFaultTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  ScriptedSuite suite;

  @Inject DataSource database;

  private final String value = "ID" + UUID.randomUUID().toString().replace("-", "");

  @BeforeEach
  void begin() {
    suite.reset();
    OwnSystem.enrol();
  }

  private long sales() {
    String subject = suite.duties().subject(value);
    return suite.sales().bought().stream().filter(subject::equals).count();
  }

  private String one(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return String.valueOf(row.getString(1));
    }
  }

  private static void awaitAcknowledged(String order) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> OwnSystem.get("/v1/orders/" + order).jsonPath().getString("acknowledgedAt"),
            at -> at != null);
  }

  @Test
  void reportThatIsDestroyedBeforeItsHalfWasGiven_isAcknowledgedAllTheSame() {
    suite.publish(false);
    String order = OwnSystem.place(OwnSystem.order(value));
    OwnSystem.awaitState(order, "OPENED");
    int before = suite.logged("data.received");
    OwnSystem.post(
            "/v1/orders/" + order + "/destruction",
            JsonObject.builder().put("reason", "TERM_ENDED").build())
        .then()
        .statusCode(200);
    OwnSystem.awaitState(order, "DESTROYED");

    suite.publish(true);

    awaitAcknowledged(order);
    assertThat(suite.logged("data.received")).isEqualTo(before + 1);
    assertThat(OwnSystem.state(order)).isEqualTo("DESTROYED");
  }

  /** A decision is noted in the moment in which the report is destroyed. */
  @Test
  void destroyedReport_isNotWrittenBackByADecision() throws Exception {
    String order = OwnSystem.buy(value);
    CompletableFuture<Response> decision;
    try (Connection destroying = database.getConnection();
        Statement statement = destroying.createStatement()) {
      destroying.setAutoCommit(false);
      statement.executeUpdate(
          "update report_order set state = 'DESTROYING', report = null, destroy_reason = 'TERM_ENDED',"
              + " certificate = 'a.b.c', certificate_key = 'k', next_try_at = null where id = '"
              + order
              + "'");
      decision =
          CompletableFuture.supplyAsync(
              () ->
                  OwnSystem.post(
                      "/v1/orders/" + order + "/decision",
                      JsonObject.builder().put("outcome", "APPROVED").build()));
      await().atMost(PATIENCE).until(this::isAnybodyWaiting);
      destroying.commit();
      destroying.setAutoCommit(true);
    }

    decision.join().then().statusCode(200);
    assertThat(one("select state from report_order where id = '" + order + "'"))
        .isEqualTo("DESTROYING");
    assertThat(one("select report is null from report_order where id = '" + order + "'"))
        .isEqualTo("t");
    assertThat(one("select certificate from report_order where id = '" + order + "'"))
        .isEqualTo("a.b.c");
  }

  private boolean isAnybodyWaiting() throws SQLException {
    return !one("select count(*) from pg_locks where not granted").equals("0");
  }

  /** As a process leaves it that was killed between the commit and the answer that is kept. */
  private static void forgetAnswers() throws SQLException {
    int forgotten =
        OwnSystem.asSuperuser(
            "update idempotency_key set status = null, content_type = null, body = null, begun_at = begun_at - interval '3 minutes'");
    assertThat(forgotten).isPositive();
  }

  @Test
  void requestWhoseAnswerWasNotKept_makesNoSecondOrder() throws SQLException {
    JsonObject order = OwnSystem.order(value);
    String key = UUID.randomUUID().toString();
    String first = OwnSystem.post("/v1/orders", order, key).jsonPath().getString("order");
    OwnSystem.awaitState(first, "ACKNOWLEDGED");
    forgetAnswers();

    Response second = OwnSystem.post("/v1/orders", order, key);

    second.then().statusCode(202).body("order", equalTo(first));
    assertThat(sales()).isEqualTo(1);
  }

  @Test
  void requestWhoseAnswerWasNotKept_asksThePersonOnce() throws SQLException {
    JsonObject ask =
        JsonObject.builder()
            .put("person", OwnSystem.person(value))
            .put("bureau", ScriptedSuite.BUREAU)
            .put("purpose", "LIMIT_REVIEW")
            .put("categories", JsonArray.ofStrings(List.of("CREDIT_SCORE")))
            .put("method", "one report")
            .put("retention", "P1Y")
            .put("validUntil", "2099-01-01T00:00:00.000Z")
            .put("noticeText", "The bank asks the bureau for one report about you.")
            .put("language", "en")
            .build();
    String key = UUID.randomUUID().toString();
    String first = OwnSystem.post("/v1/consent-asks", ask, key).jsonPath().getString("ask");
    forgetAnswers();

    Response second = OwnSystem.post("/v1/consent-asks", ask, key);

    second.then().statusCode(202).body("ask", equalTo(first));
  }

  @Test
  void requestWhoseAnswerWasNotKept_setsOneWebhook_andTellsItsSecret() throws SQLException {
    JsonObject webhook = JsonObject.builder().put("url", "https://127.0.0.1:2009/" + value).build();
    String key = UUID.randomUUID().toString();
    Response first = OwnSystem.post("/v1/webhooks", webhook, key);
    first.then().statusCode(201);
    String id = first.jsonPath().getString("webhook");
    forgetAnswers();

    Response second = OwnSystem.post("/v1/webhooks", webhook, key);

    second
        .then()
        .statusCode(201)
        .body("webhook", equalTo(id))
        .body("secret", equalTo(first.jsonPath().getString("secret")));
    OwnSystem.as().delete("/v1/webhooks/" + id).then().statusCode(204);
  }

  @Test
  void answerOfWhomNobodyHasAsked_endsNoOrder() {
    suite.sales().refuseNext(401, "TOKEN_REFUSED");
    suite.sales().refuseNext(404, "");
    suite.sales().refuseNext(403, "");

    String order = OwnSystem.buy(value);

    assertThat(OwnSystem.state(order)).isEqualTo("ACKNOWLEDGED");
    assertThat(sales()).isEqualTo(1);
  }

  @Test
  void reportThatWasHandedOver_isOpened_thoughTheRegistryGoesAway() {
    GatewayTestClock.pass(Duration.ofMinutes(2)); // What was known of the seller's keys is old.
    suite
        .sales()
        .tamper(
            answer -> {
              suite.goAway("consent", true);
              return answer;
            });

    String order = OwnSystem.buy(value);

    OwnSystem.get("/v1/orders/" + order + "/report").then().statusCode(200);
    assertThat(sales()).isEqualTo(1);
  }

  @Test
  void reportThatCannotBeStored_isKeptAsItCame_andNotBoughtAgain() throws SQLException {
    OwnSystem.asSuperuser(
        "alter table report_order add constraint nothing_opens check (opened_at is null) not valid");
    String order;
    try {
      order = OwnSystem.place(OwnSystem.order(value));
      await()
          .atMost(PATIENCE)
          .until(
              () -> one("select delivery is not null from report_order where id = '" + order + "'"),
              "t"::equals);
      // Whoever asks again is too late.
      suite.sales().refuseNext(409, "RELEASE_LAPSED");
    } finally {
      OwnSystem.asSuperuser("alter table report_order drop constraint nothing_opens");
    }

    OwnSystem.awaitState(order, "ACKNOWLEDGED");
    assertThat(sales()).isEqualTo(1);
    assertThat(one("select delivery is null from report_order where id = '" + order + "'"))
        .isEqualTo("t");
    OwnSystem.get("/v1/orders/" + order).then().body("lapsed", hasSize(0));
  }

  @Test
  void answersThatLapseAgainAndAgain_endTheOrder_andAreTold() {
    for (int i = 0; i < 3; i++) {
      suite.sales().refuseNext(409, "RELEASE_LAPSED");
    }
    String order = OwnSystem.place(OwnSystem.order(value));

    OwnSystem.awaitState(order, "REFUSED");

    OwnSystem.get("/v1/orders/" + order)
        .then()
        .body("problem.code", equalTo("RELEASE_LAPSED"))
        .body("lapsed", hasSize(3));
    assertThat(sales()).isZero();
  }

  @Test
  void retentionBeyondAnyTime_isRefused() {
    OwnSystem.post(
            "/v1/orders",
            OwnSystem.order(value).with(JsonObject.builder().put("retention", "P300000Y").build()))
        .then()
        .statusCode(422)
        .body("field", equalTo("retention"));
  }

  /** The log is away when the term ends: what is not told yet is not shown either. */
  @Test
  void reportWhoseTermIsOver_isNotShown() {
    String order =
        OwnSystem.place(
            OwnSystem.order(value).with(JsonObject.builder().put("retention", "P1D").build()));
    OwnSystem.awaitState(order, "ACKNOWLEDGED");

    GatewayTestClock.pass(Duration.ofDays(2));

    OwnSystem.get("/v1/orders/" + order + "/report")
        .then()
        .statusCode(410)
        .body("code", equalTo("REPORT_DESTROYED"));
  }
}
