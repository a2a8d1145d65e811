package dev.tallystick.bureau;

import static dev.tallystick.bureau.InquiryTest.assertRefused;
import static dev.tallystick.bureau.InquiryTest.strings;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.Event;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who asks more often than the rule pack lets through is refused for now, and then suspended. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class QueryVolumeTest {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration DAY = Duration.ofDays(1);

  /** For how long the service may take a pack for the one in force, and a little more. */
  private static final Duration PACK_IS_READ = Duration.ofSeconds(61);

  private final Clock clock = new MovableClock();

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @SuppressWarnings("NullAway.Init") // set before the tests
  private Fair fair;

  @SuppressWarnings("NullAway.Init") // set before the tests
  private Lender lender;

  @BeforeEach
  void open() {
    fair = Fair.open(market);
    lender = Lender.open(market, "bank-" + UUID.randomUUID().toString().substring(0, 8));
  }

  /** Later tests, and the bank of other ones, ask as often as they like. */
  @AfterEach
  void takeTheLimitsAway() {
    market.queryLimits(JsonObject.EMPTY);
    MovableClock.pass(PACK_IS_READ);
  }

  private static JsonObject limit(long most) {
    return JsonObject.builder().put("most", most).put("windowSeconds", WINDOW.toSeconds()).build();
  }

  private static JsonObject limits(long ofParty, long ofStaff, long refusals) {
    return JsonObject.builder()
        .put("party", limit(ofParty))
        .put("staff", limit(ofStaff))
        .put(
            "suspension",
            JsonObject.builder()
                .put("refusals", refusals)
                .put("lastsSeconds", DAY.toSeconds())
                .build())
        .build();
  }

  /** The limits hold, and a window has just begun. */
  private void inForce(JsonObject limits) {
    market.queryLimits(limits);
    MovableClock.pass(PACK_IS_READ);
    MovableClock.pass(untilTheNextOf(WINDOW));
  }

  private Duration untilTheNextOf(Duration window) {
    return Duration.ofMillis(
        window.toMillis() - Math.floorMod(clock.millis(), window.toMillis()) + 1);
  }

  private String request(String subject) {
    return lender.sign(fair.bureau().id(), subject, fair.product());
  }

  private Response buy() {
    return lender.buy(request(lender.drawSubject()));
  }

  private Response buyAsClerk(String staff) {
    JsonObject look =
        JsonObject.builder()
            .put("manner", "SCREEN")
            .put("purpose", "LOAN_APPROVAL")
            .put("ticket", "L-2026-17")
            .build();
    String token =
        Tokens.claims("lender")
            .audience("bureau-service")
            .claim("party", lender.id())
            .claim("staff", staff)
            .sign();
    return given()
        .urlEncodingEnabled(false)
        .auth()
        .oauth2(token)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(
            CanonicalJson.text(
                JsonObject.builder()
                    .put("request", request(lender.drawSubject()))
                    .put("look", look)
                    .build()))
        .post("/v1/inquiries");
  }

  private List<Event> suspensions() {
    return market.log().entries().stream()
        .map(ScriptedEvent::event)
        .filter(event -> event.type().shortName().equals("service.suspended"))
        .filter(event -> event.data().getString("party").equals(lender.id()))
        .toList();
  }

  @Test
  void r53_oneQuestionTooMany_isRefusedForNow_loggedUnderThePerson_andAsksNobody() {
    inForce(limits(2, 100, 100));
    buy().then().statusCode(200);
    buy().then().statusCode(200);
    int asked = market.questions().size();
    String subject = lender.drawSubject();

    Response refused = lender.buy(request(subject));

    assertRefused(refused, 429, "QUERY_VOLUME_ANOMALY");
    assertThat(refused.jsonPath().getString("ruleId")).isEqualTo("R53");
    assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, WINDOW.toSeconds());
    assertThat(market.questions()).hasSize(asked);
    Event denial =
        market.log().entries().stream()
            .map(ScriptedEvent::event)
            .filter(e -> e.id().toString().equals(refused.jsonPath().getString("auditEventId")))
            .findFirst()
            .orElseThrow();
    assertThat(denial.subject()).contains(subject);
    assertThat(denial.data().getString("step")).isEqualTo("RELEASE_2");
    assertThat(denial.data().getString("from")).isEqualTo(fair.bureau().id());
    assertThat(denial.data().getString("to")).isEqualTo(lender.id());
    assertThat(denial.data().getString("purpose")).isEqualTo("LOAN_APPROVAL");
    assertThat(strings(denial.data().getArray("ruleIds"))).containsExactly("R53");
    assertThat(suspensions()).isEmpty();
  }

  @Test
  void question_ofTheNextWindow_orOfAnotherLender_isAnswered() {
    inForce(limits(1, 100, 100));
    buy().then().statusCode(200);
    assertRefused(buy(), 429, "QUERY_VOLUME_ANOMALY");

    fair.lender().buy(fair.request()).then().statusCode(200);
    MovableClock.pass(untilTheNextOf(WINDOW));

    buy().then().statusCode(200);
  }

  @Test
  void request_thatWasRefusedForNow_isAnsweredUnderItsKeyLater() {
    inForce(limits(1, 100, 100));
    MovableClock.pass(untilTheNextOf(WINDOW).minusSeconds(30));
    buy().then().statusCode(200);
    String request = request(lender.drawSubject());
    String key = UUID.randomUUID().toString();

    assertRefused(lender.buy(request, key), 429, "QUERY_VOLUME_ANOMALY");
    MovableClock.pass(untilTheNextOf(WINDOW));

    lender.buy(request, key).then().statusCode(200);
    assertThat(lender.buy(request, key).statusCode()).as("read again: no question").isEqualTo(200);
  }

  @Test
  void quotes_countAsQuestions() {
    inForce(limits(1, 100, 100));
    lender.quote(request(lender.drawSubject())).then().statusCode(200);

    assertRefused(lender.quote(request(lender.drawSubject())), 429, "QUERY_VOLUME_ANOMALY");
  }

  @Test
  void memberOfStaff_whoAsksTooOften_isRefusedAlone_andSuspendsNobody() {
    inForce(limits(100, 1, 1));
    buyAsClerk("br-1").then().statusCode(200);

    for (int i = 0; i < 3; i++) {
      assertRefused(buyAsClerk("br-1"), 429, "QUERY_VOLUME_ANOMALY");
    }

    buyAsClerk("br-2").then().statusCode(200);
    buy().then().statusCode(200);
    assertThat(suspensions()).isEmpty();
  }

  @Test
  void lender_thatGoesOn_isSuspendedOnceForADay_andAgainIfItGoesOnThen() {
    inForce(limits(1, 100, 2));
    buy().then().statusCode(200);
    for (int i = 0; i < 5; i++) {
      assertRefused(buy(), 429, "QUERY_VOLUME_ANOMALY");
    }

    assertThat(suspensions()).hasSize(1);
    Event suspended = suspensions().get(0);
    assertThat(suspended.data().getString("scope")).isEqualTo("QUERY");
    assertThat(suspended.data().getString("by")).isEqualTo(fair.bureau().id());
    assertThat(Timestamps.parse(suspended.data().getString("until")).orElseThrow())
        .isBetween(
            clock.instant().plus(DAY).minusSeconds(300).toEpochMilli(),
            clock.instant().plus(DAY).toEpochMilli());

    market.denyNext("SERVICE_SUSPENDED", "R53");
    assertRefused(buy(), 403, "SERVICE_SUSPENDED");

    MovableClock.pass(DAY);
    MovableClock.pass(untilTheNextOf(WINDOW));
    buy().then().statusCode(200);
    for (int i = 0; i < 3; i++) {
      assertRefused(buy(), 429, "QUERY_VOLUME_ANOMALY");
    }
    assertThat(suspensions()).hasSize(2);
  }

  @Test
  void refusal_whileTheLogIsAway_isNoneThatIsNotLogged() {
    inForce(limits(1, 100, 100));
    buy().then().statusCode(200);
    market.log().faults().goAway(true);

    Response refused = buy();

    market.log().faults().goAway(false);
    assertRefused(refused, 503, "AUDIT_UNAVAILABLE");
  }
}
