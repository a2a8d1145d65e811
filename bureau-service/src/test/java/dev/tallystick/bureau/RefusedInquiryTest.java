package dev.tallystick.bureau;

import static dev.tallystick.bureau.InquiryTest.assertRefused;
import static dev.tallystick.bureau.InquiryTest.strings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An inquiry that is refused leaves no release to the lender, and what was sourced is discarded.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class RefusedInquiryTest {
  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Test
  void inquire_thatTheRulesDeny_asksNoPlatform() {
    Fair fair = Fair.open(market);
    market.denyNext("QUERY_CONSENT_MISSING", "R24");

    Response denied = fair.lender().buy(fair.request());

    assertRefused(denied, 403, "QUERY_CONSENT_MISSING");
    assertThat(denied.jsonPath().getString("ruleId")).isEqualTo("R24");
    assertThat(denied.jsonPath().getString("auditEventId")).isNotBlank();
    assertThat(denied.jsonPath().getLong("auditIndex")).isEqualTo(7);
    assertThat(market.releaseRequests()).isEmpty();
    assertThat(fair.entries()).isEmpty();
  }

  @Test
  void inquire_deniedAfterSourcing_discardsAndSaysSo() {
    Fair fair = Fair.open(market);
    market.permitNext();
    market.denyNext("CONSENT_WITHDRAWN", "R24");
    String request = fair.request();

    Response denied = fair.lender().buy(request, "key-of-the-denied");

    assertRefused(denied, 403, "CONSENT_WITHDRAWN");
    assertDestroyed(fair, "DENIED");
    List<String> parents = fair.releases().stream().map(event -> event.id().toString()).toList();
    assertThat(parents).hasSize(2);
    Awaiting.until(
        "what came to nothing is acknowledged all the same",
        () ->
            market.acknowledged().stream()
                .map(said -> said.release())
                .toList()
                .containsAll(parents));
    assertThat(fair.lender().buy(request, "key-of-the-denied").asString())
        .as("the same request again")
        .isEqualTo(denied.asString());
    assertThat(market.questions()).hasSize(2);
  }

  @Test
  void inquire_withoutARequiredInput_chargesNothingAndDiscards() {
    Fair fair = Fair.open(market);
    String product =
        BureauSite.json(
                fair.bureau()
                    .post(
                        "/v1/products",
                        BureauSite.report(List.of("LOAN.PERFORMANCE", "PAYMENT.SUMMARY")).build()))
            .getString("product");
    market.omit(
        JsonObject.builder()
            .put("from", "pay-north")
            .put("code", "SEPARATE_CONSENT_MISSING")
            .put("ruleId", "R10")
            .build());

    Response refused =
        fair.lender().buy(fair.lender().sign(fair.bureau().id(), fair.subject(), product));

    assertRefused(refused, 422, "INSUFFICIENT_SOURCES");
    assertThat(refused.jsonPath().getList("missing")).isEqualTo(List.of("PAYMENT.SUMMARY"));
    assertThat(refused.jsonPath().getString("omitted[0].code"))
        .isEqualTo("SEPARATE_CONSENT_MISSING");
    assertThat(fair.releases()).hasSize(2);
    assertDestroyed(fair, "DENIED");
  }

  @Test
  void inquire_whenAGuardMovesTwice_isRefusedAndDiscards() {
    Fair fair = Fair.open(market);
    market.permitNext();
    market.permitNextAfter(question -> MovingEvents.advance(market, question));
    market.permitNextAfter(question -> MovingEvents.advance(market, question));

    Response refused = fair.lender().buy(fair.request());

    assertRefused(refused, 409, "GUARD_MOVED");
    assertDestroyed(fair, "DENIED");
  }

  @Test
  void inquire_whenAReleaseIsNotWhatTheLogSays_usesNothingOfIt() {
    Fair fair = Fair.open(market);
    market.tamperReleases(
        release -> {
          JsonObject.Builder other = JsonObject.builder();
          release.forEach(
              (name, value) -> {
                if (!name.equals("jwe")) {
                  other.put(name, value);
                }
              });
          String jwe = release.getString("jwe");
          char last = jwe.charAt(jwe.length() - 5);
          return other
              .put(
                  "jwe",
                  jwe.substring(0, jwe.length() - 5)
                      + (last == 'A' ? 'B' : 'A')
                      + jwe.substring(jwe.length() - 4))
              .build();
        });

    Response refused = fair.lender().buy(fair.request());

    assertRefused(refused, 502, "SOURCE_INVALID");
    assertThat(fair.releases())
        .extracting(event -> event.data().getString("step"))
        .doesNotContain("RELEASE_2");
  }

  @Test
  void inquire_whenWhatTheScoreNeedsIsContradicted_waitsForTheCheck() {
    Fair fair = Fair.open(market);
    String product =
        BureauSite.json(
                fair.bureau()
                    .post("/v1/products", BureauSite.report(List.of("PAYMENT.SUMMARY")).build()))
            .getString("product");
    market.depositContradicted(
        "pay-north", "PAYMENT.SUMMARY", JsonObject.builder().put("stability", 7).build());

    Response refused =
        fair.lender().buy(fair.lender().sign(fair.bureau().id(), fair.subject(), product));

    assertRefused(refused, 409, "SOURCE_CONFLICT");
    assertThat(refused.jsonPath().getString("ruleId")).isEqualTo("R39");
    assertThat(fair.releases())
        .extracting(event -> event.data().getString("step"))
        .doesNotContain("RELEASE_2");
    assertDestroyed(fair, "DENIED");
  }

  @Test
  void inquire_whenEveryPlatformIsRefused_isInsufficient() {
    Fair fair = Fair.open(market);
    market.refuseReleases(
        403, "SEPARATE_CONSENT_MISSING", JsonObject.builder().put("ruleId", "R10").build());

    Response refused = fair.lender().buy(fair.request());

    assertRefused(refused, 422, "INSUFFICIENT_SOURCES");
    assertThat(refused.jsonPath().getString("omitted[0].ruleId")).isEqualTo("R10");
    assertThat(fair.entries()).isEmpty();
  }

  @Test
  void inquire_whileTheLogIsAway_releasesNothing() {
    Fair fair = Fair.open(market);
    market.permitNext();
    market.permitNextAfter(question -> market.log().faults().goAway(true));

    Response refused = fair.lender().buy(fair.request());
    market.log().faults().goAway(false);

    assertRefused(refused, 503, "AUDIT_UNAVAILABLE");
    assertThat(refused.getHeader("Retry-After")).isNotNull();
    assertThat(refused.asString()).doesNotContain("\"jwe\"");
  }

  @Test
  void inquire_whileConsentIsAway_isRefusedForNow() {
    Fair fair = Fair.open(market);
    market.refuseNextDecision(503, "AUDIT_UNAVAILABLE");

    Response refused = fair.lender().buy(fair.request());

    assertRefused(refused, 503, "AUDIT_UNAVAILABLE");
    assertThat(market.releaseRequests()).isEmpty();
  }

  @Test
  void inquire_forAProductThatIsNotThere_isRefused() {
    Fair fair = Fair.open(market);
    String nowhere = "prd_019c11ae-3056-7802-96d2-eb06d5c09e5c";

    Response refused =
        fair.lender().buy(fair.lender().sign(fair.bureau().id(), fair.subject(), nowhere));

    assertRefused(refused, 404, "PRODUCT_UNKNOWN");
    assertThat(market.questions()).isEmpty();
  }

  private void assertDestroyed(Fair fair, String reason) {
    List<String> parents =
        fair.releases().stream()
            .filter(event -> event.data().getString("step").equals("RELEASE_1"))
            .map(event -> event.id().toString())
            .sorted()
            .toList();
    Awaiting.until(
        "the destruction is logged",
        () ->
            market.log().entries("data.destroyed").stream()
                .anyMatch(
                    logged ->
                        strings(logged.event().data().getArray("releases")).equals(parents)
                            && logged.event().data().getString("reason").equals(reason)));
    assertThat(fair.releases())
        .extracting(event -> event.data().getString("step"))
        .doesNotContain("RELEASE_2");
  }
}
