package dev.tallystick.bureau;

import static dev.tallystick.bureau.InquiryTest.assertRefused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.party.InquiryRequest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a lender's statement, or the key it comes under, does not hold. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class StatementTest {
  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Test
  void inquire_expired_isRefused() {
    Fair fair = Fair.open(market);
    String request = fair.request();
    MovableClock.pass(Duration.ofSeconds(70));

    assertNothingHappens(fair.lender().buy(request), 422, "REQUEST_EXPIRED");
  }

  @Test
  void inquire_toABureauThatIsNotHere_isRefused() {
    Fair fair = Fair.open(market);

    String request = fair.lender().sign("bureau-elsewhere", fair.subject(), fair.product());

    assertNothingHappens(fair.lender().buy(request), 422, "REQUEST_AUDIENCE_WRONG");
  }

  @Test
  void inquire_withAnotherPartysStatement_isRefused() {
    Fair fair = Fair.open(market);
    Lender other = Lender.open(market, "bank-hillside");

    assertNothingHappens(other.buy(fair.request()), 403, "REQUEST_PARTY_MISMATCH");
  }

  @Test
  void inquire_signedByAKeyThatIsNotRegistered_isRefused() {
    Fair fair = Fair.open(market);
    String request = fair.request();
    market.register("bank-riverside", "LENDER", PartyKeys.draw());
    // The directory is remembered for some seconds.
    MovableClock.pass(Duration.ofSeconds(11));

    assertNothingHappens(fair.lender().buy(request), 403, "REQUEST_SIGNATURE_INVALID");
  }

  @Test
  void inquire_withAChangedSignature_isRefused() {
    Fair fair = Fair.open(market);
    String request = fair.request();
    char first = request.charAt(request.lastIndexOf('.') + 1);
    String changed =
        request.substring(0, request.lastIndexOf('.') + 1)
            + (first == 'A' ? 'B' : 'A')
            + request.substring(request.lastIndexOf('.') + 2);

    assertNothingHappens(fair.lender().buy(changed), 403, "REQUEST_SIGNATURE_INVALID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b.c", "..", "e30.e30.e30"})
  void inquire_withNoStatement_isRefused(String request) {
    Fair fair = Fair.open(market);

    Response refused = fair.lender().buy(request);

    assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
    assertThat(refused.jsonPath().getString("code"))
        .isIn("REQUEST_MALFORMED", "REQUEST_AUDIENCE_WRONG");
    assertThat(market.questions()).isEmpty();
  }

  @Test
  void inquire_sameStatementUnderAnotherKey_isAReplay() {
    Fair fair = Fair.open(market);
    String request = fair.request();
    fair.lender().buy(request).then().statusCode(200);
    int asked = market.questions().size();

    Response replayed = fair.lender().buy(request);

    assertRefused(replayed, 409, "REQUEST_REPLAYED");
    assertThat(market.questions()).hasSize(asked);
  }

  @Test
  void inquire_sameIdInAnotherStatement_isAReplay() {
    Fair fair = Fair.open(market);
    InquiryRequest first =
        fair.lender()
            .inquiry(fair.lender().claims(fair.bureau().id()), fair.subject(), fair.product());
    InquiryRequest second = fair.lender().inquiry(first.claims(), fair.subject(), fair.product());
    fair.lender().buy(fair.lender().sign(first)).then().statusCode(200);

    assertRefused(fair.lender().buy(fair.lender().sign(second)), 409, "REQUEST_REPLAYED");
  }

  @Test
  void inquire_sameKeyForAnotherStatement_isRefused() {
    Fair fair = Fair.open(market);
    String key = UUID.randomUUID().toString();
    fair.lender().buy(fair.request(), key).then().statusCode(200);

    assertRefused(fair.lender().buy(fair.request(), key), 409, "IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void inquire_sameAgainWithinAMinute_isTheSameAnswer() {
    Fair fair = Fair.open(market);
    String request = fair.request();
    String key = UUID.randomUUID().toString();
    String first = fair.lender().buy(request, key).asString();
    int asked = market.questions().size();
    MovableClock.pass(Duration.ofSeconds(20));

    Response again = fair.lender().buy(request, key);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.asString()).isEqualTo(first);
    assertThat(market.questions()).hasSize(asked);
  }

  @Test
  void inquire_sameAgainLater_hasLapsed() {
    Fair fair = Fair.open(market);
    String request = fair.request();
    String key = UUID.randomUUID().toString();
    fair.lender().buy(request, key).then().statusCode(200);
    MovableClock.pass(Duration.ofSeconds(61));

    assertRefused(fair.lender().buy(request, key), 409, "RELEASE_LAPSED");
  }

  @Test
  void inquire_withoutOrWithAMalformedKey_isRefused() {
    Fair fair = Fair.open(market);
    String body = "{\"request\":\"" + fair.request() + "\"}";

    Response missing =
        given()
            .auth()
            .oauth2(fair.lender().token())
            .contentType("application/json")
            .body(body)
            .post("/v1/inquiries");

    assertRefused(missing, 422, "IDEMPOTENCY_KEY_MISSING");
    assertRefused(fair.lender().buy(fair.request(), "short"), 422, "IDEMPOTENCY_KEY_INVALID");
    assertRefused(
        fair.lender().buy(fair.request(), "with a blank in it"), 422, "IDEMPOTENCY_KEY_INVALID");
  }

  @Test
  void inquire_withATokenThatSpeaksForNobody_isRefused() {
    Fair fair = Fair.open(market);

    Response refused =
        given()
            .auth()
            .oauth2(Tokens.withRoles("lender"))
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .contentType("application/json")
            .body("{\"request\":\"" + fair.request() + "\"}")
            .post("/v1/inquiries");

    assertRefused(refused, 403, "NOT_YOUR_PARTY");
  }

  private void assertNothingHappens(Response refused, int status, String code) {
    assertRefused(refused, status, code);
    assertThat(market.questions()).isEmpty();
    assertThat(market.releaseRequests()).isEmpty();
  }
}
