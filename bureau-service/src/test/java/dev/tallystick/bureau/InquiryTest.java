package dev.tallystick.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.events.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.party.OpenedPayload;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** A report is sold. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class InquiryTest {
  Market market;

  @Test
  void inquire_sellsAReportThatPassesEveryCheckOfTheLender() throws Exception {
    Fair fair = Fair.open(market);

    Response answer = fair.lender().buy(fair.request());

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    JsonObject sold = BureauSite.json(answer);
    OpenedPayload opened = fair.lender().open(market, sold, fair.subject(), fair.bureau().id());
    JsonObject report = opened.payload().report().orElseThrow();
    assertThat(report.getInteger("score")).isEqualTo(600);
  }
}
