package dev.tallystick.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.party.ReleaseRequest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A report is sold, in the order in which nothing leaves before the log has it. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class InquiryTest {
  @SuppressWarnings("NullAway.Init") // Given by the test resource.
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
    assertThat(report.getString("purpose")).isEqualTo("LOAN_APPROVAL");
    assertThat(texts(report.getArray("reasons"), "code"))
        .containsExactly("LOAN_OVERDUE_SHORT", "PAYMENTS_UNKNOWN");
    assertThat(texts(report.getArray("sections"), "category"))
        .containsExactly("LOAN.PERFORMANCE", "SHOPPING.AGGREGATE");
    assertThat(texts(report.getArray("sources"), "from")).containsExactly("mall-east", "pay-south");
    // What the model does not look at does not get into a report.
    assertThat(report.getArray("sections").get(1))
        .extracting(section -> ((JsonObject) section).getArray("facts").get(0))
        .extracting(fact -> ((JsonObject) fact).getObject("values").names())
        .isEqualTo(List.of("spendBand"));
  }

  @Test
  void inquire_logsTheReleaseWithItsParentsItsFeeAndBothStatements() {
    Fair fair = Fair.open(market);
    String request = fair.request();

    JsonObject sold = BureauSite.json(fair.lender().buy(request));

    List<Event> releases = fair.releases();
    assertThat(releases)
        .extracting(event -> event.data().getString("step"))
        .containsExactly("RELEASE_1", "RELEASE_1", "RELEASE_2");
    Event release = releases.get(2);
    assertThat(release.id()).hasToString(sold.getString("eventId"));
    JsonObject data = release.data();
    assertThat(strings(data.getArray("parents")))
        .containsExactlyInAnyOrder(
            releases.get(0).id().toString(), releases.get(1).id().toString());
    assertThat(data.getObject("fee").getInteger("amount")).isEqualTo(100);
    assertThat(data.getString("request")).isEqualTo(request);
    assertThat(data.getString("endUser")).isEqualTo("bank-riverside");
    assertThat(data.getInteger("recordCount")).isEqualTo(2);
    assertThat(data.getArray("rows").size())
        .as("by which a row is traced to the bank")
        .isEqualTo(2);
    assertThat(release.stub().advances())
        .containsExactly(market.chargeKey(market.questions().get(0)));
  }

  @Test
  void inquire_asksForDryRunFirst_thenForRecords_thenForTheDecision() {
    Fair fair = Fair.open(market);

    fair.lender().buy(fair.request()).then().statusCode(200);

    assertThat(market.questions())
        .extracting(asked -> asked.getBoolean("dryRun"))
        .containsExactly(true, false);
    JsonObject decision = market.questions().get(1);
    assertThat(decision.getArray("parents").size()).isEqualTo(2);
    assertThat(decision.getObject("fee").getInteger("amount")).isEqualTo(100);
    assertThat(strings(decision.getArray("categories")))
        .containsExactly("LOAN.PERFORMANCE", "SHOPPING.AGGREGATE");
    ReleaseRequest asked = market.releaseRequests().get(0);
    assertThat(asked.purpose()).isEqualTo("CREDIT_REPORTING_SUPPLY");
    assertThat(asked.endUse().purpose()).contains("LOAN_APPROVAL");
    assertThat(asked.endUse().user()).contains("bank-riverside");
  }

  /** The last decision is not asked about it any more; still, the lender and the log are told. */
  @Test
  void inquire_tellsWhatTheFirstDecisionLeftOut() throws Exception {
    Fair fair = Fair.open(market);
    market.withhold("SHOPPING.AGGREGATE");

    JsonObject sold = BureauSite.json(fair.lender().buy(fair.request()));

    JsonObject left =
        JsonObject.builder()
            .put("category", "SHOPPING.AGGREGATE")
            .put("code", "SENSITIVE_CONSENT_MISSING")
            .build();
    OpenedPayload opened = fair.lender().open(market, sold, fair.subject(), fair.bureau().id());
    assertThat(opened.payload().report().orElseThrow().getArray("omitted").items())
        .containsExactly(left);
    assertThat(sold.getArray("omitted").items()).containsExactly(left);
    List<Event> releases = fair.releases();
    Event release = releases.get(releases.size() - 1);
    assertThat(release.data().getString("step")).isEqualTo("RELEASE_2");
    assertThat(release.data().getArray("omitted").items()).containsExactly(left);
    assertThat(strings(release.data().getArray("categories"))).containsExactly("LOAN.PERFORMANCE");
  }

  @Test
  void inquire_thatThePackOpensByLaw_isLoggedWithoutConsents() {
    Fair fair = Fair.open(market);
    market.openByLaw();

    fair.lender().buy(fair.request()).then().statusCode(200);

    List<Event> releases = fair.releases();
    assertThat(releases.get(releases.size() - 1).data().has("consents")).isFalse();
  }

  @Test
  void inquire_whenAGuardMovesOnce_decidesAnew() throws Exception {
    Fair fair = Fair.open(market);
    market.permitNext();
    market.permitNextAfter(question -> MovingEvents.advance(market, question));

    Response answer = fair.lender().buy(fair.request());

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(market.questions()).hasSize(3);
    fair.lender().open(market, BureauSite.json(answer), fair.subject(), fair.bureau().id());
  }

  @Test
  void inquire_twiceADay_isChargedOnce() {
    Fair fair = Fair.open(market);

    JsonObject first = BureauSite.json(fair.lender().buy(fair.request()));
    JsonObject second = BureauSite.json(fair.lender().buy(fair.request()));

    assertThat(second.getObject("fee").getInteger("amount")).isZero();
    assertThat(second.getObject("fee").getString("dedupOf")).isEqualTo(first.getString("eventId"));
  }

  @Test
  void inquire_whenTheVaultsAnswerIsLost_asksTheSameAgain() {
    Fair fair = Fair.open(market);
    market.loseReleases(1);

    fair.lender().buy(fair.request()).then().statusCode(200);

    assertThat(market.releaseKeys()).hasSize(2);
    assertThat(market.releaseKeys().get(0)).isEqualTo(market.releaseKeys().get(1));
    assertThat(fair.releases()).hasSize(3);
  }

  @Test
  void quote_tellsTheFeeAndBuysNothing() {
    Fair fair = Fair.open(market);
    String request = fair.request();

    Response quote = fair.lender().quote(request);

    assertThat(quote.statusCode()).as(quote.asString()).isEqualTo(200);
    assertThat(quote.jsonPath().getLong("fee.amount")).isEqualTo(100);
    assertThat(quote.jsonPath().getList("categories")).contains("LOAN.PERFORMANCE");
    assertThat(market.releaseRequests()).isEmpty();
    assertThat(fair.entries()).isEmpty();
    fair.lender().buy(request).then().statusCode(200);
  }

  @Test
  void releases_areAcknowledgedOncePublic_alsoWhenThatFailsAtFirst() {
    Fair fair = Fair.open(market);
    market.refuseAcknowledgements(1);

    fair.lender().buy(fair.request()).then().statusCode(200);

    List<String> parents =
        fair.releases().stream().limit(2).map(event -> event.id().toString()).toList();
    Awaiting.until(
        "both releases are acknowledged",
        () ->
            market.acknowledged().stream()
                .map(said -> said.release())
                .toList()
                .containsAll(parents));
    assertThat(market.acknowledged())
        .filteredOn(said -> parents.contains(said.release()))
        .hasSize(2)
        .allMatch(said -> said.index() < said.checkpoint().size());
  }

  static void assertRefused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
  }

  static List<String> strings(JsonArray array) {
    return array.items().stream().map(item -> ((JsonString) item).value()).toList();
  }

  private static List<String> texts(JsonArray array, String name) {
    return array.items().stream().map(item -> ((JsonObject) item).getString(name)).toList();
  }
}
