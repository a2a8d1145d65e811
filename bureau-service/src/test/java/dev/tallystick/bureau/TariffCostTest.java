package dev.tallystick.bureau;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a year costs by a published tariff, against what it cost before and what somebody claims.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class TariffCostTest {
  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  private void publish(String bureau) {
    market.reset();
    BureauSite site = BureauSite.open(market, bureau);
    String product = site.registerReport();
    JsonObject.Builder line =
        JsonObject.builder().put("payer", "RECIPIENT").put("product", product);
    JsonObject small =
        line.put("line", "small").put("userClass", "SMALL").put("amount", 55).build();
    JsonObject large =
        JsonObject.builder()
            .put("payer", "RECIPIENT")
            .put("product", product)
            .put("line", "large")
            .put("userClass", "LARGE")
            .put("amount", 110)
            .build();
    Response published =
        site.post(
            "/v1/tariffs",
            JsonObject.builder()
                .put("currency", "CNY")
                .put("lines", JsonArray.of(List.of(small, large)))
                .build());
    assertThat(published.statusCode()).as(published.asString()).isEqualTo(201);
  }

  private static JsonObject.Builder year(String bureau, String userClass) {
    return JsonObject.builder()
        .put("bureau", bureau)
        .put("userClass", userClass)
        .put("inquiries", 100_000);
  }

  private static Response ask(JsonObject.Builder year) {
    return given()
        .urlEncodingEnabled(false)
        .contentType("application/json")
        .body(CanonicalJson.text(year.build()))
        .post("/v1/tariffs:cost");
  }

  @Test
  void cost_ofAYear_isToldToEverybody_againstTheClaim() {
    publish("bureau-price");

    Response answer =
        ask(year("bureau-price", "SMALL").put("repeats", 4_000).put("directPerInquiry", 50));

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.jsonPath().getLong("before")).isEqualTo(5_000_000);
    assertThat(answer.jsonPath().getList("costs.line")).containsExactly("small");
    assertThat(answer.jsonPath().getLong("costs[0].charged")).isEqualTo(96_000);
    assertThat(answer.jsonPath().getLong("costs[0].total")).isEqualTo(5_280_000);
    assertThat(answer.jsonPath().getLong("costs[0].benchmark")).isEqualTo(4_800_000);
    assertThat(answer.jsonPath().getLong("costs[0].increase")).isEqualTo(560);
    assertThat(answer.jsonPath().getBoolean("costs[0].withinClaim")).isTrue();
  }

  @Test
  void cost_withAllElse_isMoreThanIsClaimed() {
    publish("bureau-price");

    Response answer =
        ask(
            year("bureau-price", "LARGE")
                .put("directPerInquiry", 100)
                .put("morePerYear", 1)
                .put("claimedIncrease", 1_000));

    assertThat(answer.jsonPath().getLong("costs[0].total")).isEqualTo(11_000_001);
    assertThat(answer.jsonPath().getLong("costs[0].increase")).as("a little more").isEqualTo(1_001);
    assertThat(answer.jsonPath().getBoolean("costs[0].withinClaim")).isFalse();
  }

  @Test
  void cost_ofWhatCannotBe_isRefused() {
    publish("bureau-price");

    Response repeats = ask(year("bureau-price", "SMALL").put("repeats", 100_000));
    assertThat(repeats.statusCode()).isEqualTo(422);
    assertThat(repeats.jsonPath().getString("field")).isEqualTo("repeats");
    assertThat(ask(year("bureau-price", "NOBODY")).jsonPath().getList("costs")).isEmpty();
    assertThat(ask(year("bureau-nowhere", "SMALL")).jsonPath().getList("costs")).isEmpty();
    assertThat(ask(JsonObject.builder()).statusCode()).isEqualTo(422);
  }
}
