package dev.tallystick.bureau;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.party.InvalidReleaseException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a person says about a record reaches the bank that buys a report made of it (R35). */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class PersonStatementTest {
  private static final String WORDS = "The bill was paid twice, canary-words.";

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Test
  void statement_standsInTheOpenedReport_andIsGoneAfterAnErasure() throws Exception {
    Fair fair = Fair.open(market);
    market.state("mall-east", WORDS);

    JsonObject report = bought(fair, fair.product());

    JsonObject statement = (JsonObject) report.getArray("statements").items().get(0);
    assertThat(report.getArray("statements").size()).isEqualTo(1);
    assertThat(statement.getString("statement")).isEqualTo(WORDS);
    assertThat(statement.getString("from")).isEqualTo("mall-east");
    assertThat(statement.getString("category")).isEqualTo("SHOPPING.AGGREGATE");
    assertThat(statement.getString("observedAt")).isEqualTo("2026-02-01T00:00:00.000Z");
    for (Event event : fair.entries()) {
      assertThat(new String(event.toRequestJson(), UTF_8)).doesNotContain("canary-words");
    }

    market.erase("mall-east");

    assertThat(CanonicalJson.text(bought(fair, fair.product()))).doesNotContain("canary-words");
  }

  /** The record moves the score, so the words go along, though the record is not shown. */
  @Test
  void statement_travelsWithAScoreAlone() throws Exception {
    Fair fair = Fair.open(market);
    market.state("pay-south", WORDS);
    JsonObject score =
        BureauSite.report(List.of("LOAN.PERFORMANCE"))
            .build()
            .without(Set.of("outputs"))
            .with(
                JsonObject.builder().put("outputs", JsonArray.ofStrings(List.of("SCORE"))).build());
    String product =
        fair.bureau().post("/v1/products", score).then().statusCode(201).extract().path("product");

    JsonObject report = bought(fair, product);

    assertThat(report.has("sections")).isFalse();
    assertThat(((JsonObject) report.getArray("statements").items().get(0)).getString("statement"))
        .isEqualTo(WORDS);
  }

  private JsonObject bought(Fair fair, String product) throws InvalidReleaseException {
    JsonObject sold =
        BureauSite.json(
            fair.lender().buy(fair.lender().sign(fair.bureau().id(), fair.subject(), product)));
    return fair.lender()
        .open(market, sold, fair.subject(), fair.bureau().id())
        .payload()
        .report()
        .orElseThrow();
  }
}
