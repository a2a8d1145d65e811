package dev.tallystick.bureau;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A bank's clerk says why they order or read a report, and the person sees that they did (R52). */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class StaffInquiryTest {
  private static final String INQUIRIES = "/v1/inquiries";

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  private static JsonObject reasons() {
    return JsonObject.builder()
        .put("manner", "SCREEN")
        .put("purpose", "LOAN_APPROVAL")
        .put("ticket", "L-2026-17")
        .build();
  }

  private static Response ask(Fair fair, String path, String key, JsonObject body) {
    String clerk =
        Tokens.claims("lender")
            .audience("bureau-service")
            .claim("party", fair.lender().id())
            .claim("staff", "br-77")
            .sign();
    return given()
        .urlEncodingEnabled(false)
        .auth()
        .oauth2(clerk)
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(CanonicalJson.text(body))
        .post(path);
  }

  private static JsonObject body(String request, JsonObject look) {
    return JsonObject.builder().put("request", request).put("look", look).build();
  }

  private static List<Event> looks(Fair fair) {
    return fair.entries().stream()
        .filter(event -> event.type().shortName().equals("staff.read"))
        .toList();
  }

  @Test
  void order_ofAClerkWithoutReasons_isRefusedBeforeAnythingIsAsked() {
    Fair fair = Fair.open(market);
    String request = fair.request();
    JsonObject bare = JsonObject.builder().put("request", request).build();
    for (String path : List.of(INQUIRIES, "/v1/inquiries:quote")) {
      InquiryTest.assertRefused(
          ask(fair, path, UUID.randomUUID().toString(), bare), 403, "STAFF_PURPOSE_REQUIRED");
    }
    for (String missing : List.of("manner", "purpose", "ticket")) {
      JsonObject.Builder look = JsonObject.builder();
      reasons()
          .forEach(
              (name, value) -> {
                if (!name.equals(missing)) {
                  look.put(name, value);
                }
              });

      Response refused =
          ask(fair, INQUIRIES, UUID.randomUUID().toString(), body(request, look.build()));

      InquiryTest.assertRefused(refused, 403, "STAFF_PURPOSE_REQUIRED");
      assertThat(refused.jsonPath().getString("field")).isEqualTo(missing);
    }
    assertThat(fair.entries()).isEmpty();
    assertThat(market.questions()).isEmpty();
  }

  @Test
  void orderAndRead_areInTheLogFirst_withoutTheName() {
    Fair fair = Fair.open(market);
    String key = UUID.randomUUID().toString();
    JsonObject order = body(fair.request(), reasons());

    ask(fair, INQUIRIES, key, order).then().statusCode(200);

    assertThat(fair.entries().get(0).type().shortName()).isEqualTo("staff.read");
    Event look = looks(fair).get(0);
    assertThat(look.data().getString("party")).isEqualTo(fair.lender().id());
    assertThat(CanonicalJson.text(look.body().toJson()))
        .contains("LOAN_APPROVAL")
        .doesNotContain("br-77", "L-2026-17");
    JsonObject internal = look.internal().orElseThrow();
    assertThat(internal.getString("staff")).isEqualTo("br-77");
    assertThat(internal.getString("ticket")).isEqualTo("L-2026-17");
    ask(fair, INQUIRIES, key, order).then().statusCode(200);
    assertThat(looks(fair)).as("the same report, read again").hasSize(2);
  }

  @Test
  void order_whileTheLogIsAway_showsNothing() {
    Fair fair = Fair.open(market);
    JsonObject order = body(fair.request(), reasons());
    market.log().faults().goAway(true);

    Response refused = ask(fair, INQUIRIES, UUID.randomUUID().toString(), order);

    market.log().faults().goAway(false);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(market.questions()).isEmpty();
  }

  @Test
  void lendersOwnSystem_saysNothing() {
    Fair fair = Fair.open(market);

    fair.lender().buy(fair.request()).then().statusCode(200);

    assertThat(looks(fair)).isEmpty();
  }
}
