package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.NDJSON;
import static dev.tallystick.audit.LogApi.appendAs;
import static dev.tallystick.audit.LogApi.assertProblem;
import static dev.tallystick.audit.LogApi.awaitIndex;
import static dev.tallystick.audit.LogApi.service;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.events.EventId;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.keys.SigningKey;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A release is logged only with a decision of consent-service that permits it. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ReleaseIntakeTest {
  private TestExchange exchange;
  private TestReleases releases;

  @BeforeEach
  void registerParties() {
    exchange = new TestExchange();
    releases = exchange.releases;
  }

  private TestReleases.Draft first() {
    return releases.release1(exchange.subject, exchange.platform, exchange.bureau);
  }

  @Test
  void append_ofAPermittedReleaseAndOfOneMadeFromItIsLogged() {
    Logged first = exchange.first();

    Logged second = exchange.second(first);

    assertThat(second.index()).isGreaterThan(first.index());
  }

  /** A lineage that leads to another platform, or to nowhere, is not logged. */
  @Test
  void append_ofRecordsOfADepositThatIsNotTheDisclosers_isRefused() {
    Logged own = exchange.deposit();
    Logged others = exchange.deposit(exchange.lender);

    assertThat(exchange.first(own).index()).isGreaterThan(own.index());
    for (EventId wrong :
        List.of(
            others.event().id(),
            exchange.first().event().id(),
            EventId.draw(exchange.clock.millis(), new SecureRandom()))) {
      Response response =
          appendAs("data-vault", first().deposits(own.event().id(), wrong).request());

      assertProblem(response, 422, "DECISION_INVALID");
      assertThat(response.jsonPath().getString("field")).isEqualTo("internal.deposits");
    }
  }

  @Test
  void append_onADryRunIsRefused() {
    Response response =
        appendAs("data-vault", first().decisionSays("dryRun", JsonBoolean.of(true)).request());

    assertProblem(response, 422, "DECISION_INVALID");
    assertThat(response.jsonPath().getString("field")).isEqualTo("internal.decision");
  }

  @Test
  void append_onADecisionByAKeyThatIsNotRegisteredIsRefused() {
    assertProblem(
        appendAs("data-vault", first().signedBy(SigningKey.draw()).request()),
        422,
        "DECISION_INVALID");
  }

  @Test
  void append_onADecisionByAnotherPartysKeyIsRefused() {
    assertProblem(
        appendAs("data-vault", first().signedBy(exchange.bureauKey).request()),
        422,
        "DECISION_INVALID");
  }

  @Test
  void append_ofAParentThatTheLogDoesNotHaveIsRefused() {
    Logged first = exchange.first();
    byte[] request =
        releases
            .release2(
                exchange.subject,
                exchange.bureau,
                exchange.lender,
                first.event().id(),
                first().event())
            .request();

    Response response = appendAs("bureau-service", request);

    assertProblem(response, 422, "DECISION_INVALID");
    assertThat(response.jsonPath().getString("field")).isEqualTo("body.data.parents");
  }

  @Test
  void append_outsideTheTimesOfTheDecisionIsRefused() {
    byte[] request =
        first()
            .decisionSays(
                "notAfter", TestReleases.text(Timestamps.format(exchange.clock.millis() - 500)))
            .request();

    assertProblem(appendAs("data-vault", request), 409, "DECISION_LAPSED");
  }

  @Test
  void append_afterTheKeyIsRevokedIsRefusedAndARetryIsStillAnswered() throws Exception {
    SigningKey rotated = SigningKey.draw();
    TestExchange.log(exchange.parties.key("consent-service", rotated));
    byte[] logged = first().signedBy(rotated).request();
    Response before = appendAs("data-vault", logged);
    TestExchange.log(exchange.parties.keyRevoked("consent-service", rotated));

    Response after =
        await()
            .atMost(60, SECONDS)
            .until(
                () -> appendAs("data-vault", first().signedBy(rotated).request()),
                answer -> answer.statusCode() != 201);
    Response again = appendAs("data-vault", logged);

    assertThat(before.statusCode()).as(before.asString()).isEqualTo(201);
    assertProblem(after, 422, "DECISION_INVALID");
    assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
    assertThat(again.jsonPath().getLong("index")).isEqualTo(before.jsonPath().getLong("index"));
  }

  @Test
  void append_isNotHeldUpByAKeyThatIsNone() throws Exception {
    TestExchange.log(exchange.parties.unusableKey("consent-service"));

    Logged release = exchange.first();

    awaitIndex(release.index() + 1);
    assertThat(appendAs("data-vault", first().request()).statusCode()).isEqualTo(201);
  }

  @Test
  void appendBatch_judgesEachReleaseByItself() {
    String body =
        new String(first().request(), UTF_8)
            + "\n"
            + new String(first().signedBy(SigningKey.draw()).request(), UTF_8)
            + "\nno event\n"
            + new String(first().request(), UTF_8);

    Response response =
        given()
            .auth()
            .oauth2(service("data-vault"))
            .contentType(NDJSON)
            .body(body.getBytes(UTF_8))
            .post("/v1/entries");

    List<String> lines = response.asString().lines().toList();
    assertThat(lines).hasSize(4);
    long one = JsonPath.from(lines.get(0)).getLong("index");
    assertThat(lines.get(1)).contains("DECISION_INVALID");
    assertThat(lines.get(2)).contains("MALFORMED_JSON");
    assertThat(JsonPath.from(lines.get(3)).getLong("index")).isEqualTo(one + 1);
  }
}
