package dev.tallystick.bureau;

import static dev.tallystick.bureau.InquiryTest.assertRefused;
import static dev.tallystick.bureau.InquiryTest.strings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a lender has decided by a report is in the log, with its reasons. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class CreditDecisionTest {
  private static final String REPORTED = "decision.reported";

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Test
  void decide_isLoggedUnderThePerson_withItsReasonsInTheirOrder() {
    BoughtScene scene = BoughtScene.open(market);

    Response answer = scene.decide(scene.decision("DECLINED", "too young a file", "low"));

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    List<Event> reported = scene.entries(REPORTED);
    assertThat(reported).hasSize(1);
    assertThat(reported.get(0).id()).hasToString(answer.jsonPath().getString("eventId"));
    JsonObject data = reported.get(0).data();
    assertThat(data.getString("report")).isEqualTo(answer.jsonPath().getString("report"));
    assertThat(data.getString("inquiry")).isEqualTo(scene.inquiry());
    assertThat(data.getString("lender")).isEqualTo("bank-riverside");
    assertThat(data.getString("bureau")).isEqualTo("bureau-north");
    assertThat(strings(data.getArray("reasons"))).containsExactly("too young a file", "low");
    assertThat(strings(data.getArray("releases"))).containsExactly(scene.sale().id().toString());
  }

  @Test
  void decide_againOfTheSameInquiry_isTheSameOrRefused() {
    BoughtScene scene = BoughtScene.open(market);
    String first = scene.decide(scene.decision("APPROVED")).jsonPath().getString("report");

    Response again = scene.decide(scene.decision("APPROVED"));
    Response otherwise = scene.decide(scene.decision("NO_DECISION"));

    assertThat(again.jsonPath().getString("report")).isEqualTo(first);
    assertRefused(otherwise, 409, "DECISION_REPORTED");
    assertThat(scene.entries(REPORTED)).hasSize(1);
  }

  @Test
  void r48_refusalWithoutAReason_isRefusedAndLogged() {
    BoughtScene scene = BoughtScene.open(market);

    for (String outcome : List.of("DECLINED", "COUNTER_OFFER")) {
      assertDenied(scene, scene.decision(outcome), "EXPLANATION_EMPTY", "R48");
      assertDenied(scene, scene.decision(outcome, " "), "EXPLANATION_EMPTY", "R48");
    }
    assertThat(scene.entries(REPORTED)).isEmpty();
    scene.decide(scene.decision("COUNTER_OFFER", "income")).then().statusCode(201);
  }

  private static JsonObject joint(BoughtScene scene, long partnerShare) {
    return scene
        .decision("APPROVED")
        .with(JsonObject.builder().put("partnerShare", partnerShare).build());
  }

  @Test
  void r67_partnerThatBearsTooLittle_isRefusedAndLogged() {
    BoughtScene scene = BoughtScene.open(market);

    assertDenied(scene, joint(scene, 2_999), "CO_LENDING_SHARE_TOO_LOW", "R67");
    assertThat(scene.entries(REPORTED)).isEmpty();
    scene.decide(joint(scene, 3_000)).then().statusCode(201);
    assertThat(scene.entries(REPORTED).get(0).data().getInteger("partnerShare")).isEqualTo(3_000);
  }

  @Test
  void r67_shareIsTheOneOfThePackInForce_andIsNotAskedOfLoansOfOne() {
    BoughtScene scene = BoughtScene.open(market);
    market.leastPartnerShare(2_000);

    assertDenied(scene, joint(scene, 1_999), "CO_LENDING_SHARE_TOO_LOW", "R67");
    scene.decide(joint(scene, 2_000)).then().statusCode(201);
    market.leastPartnerShare(5_000);
    scene.decide(joint(scene, 2_000)).then().statusCode(201);
    assertThat(scene.entries(REPORTED)).as("the same again, under another pack").hasSize(1);
  }

  @Test
  void decide_ofAJointLoanWhileNobodySaysWhatThePackAsksFor_isNotTaken() {
    BoughtScene scene = BoughtScene.open(market);
    market.consentAway(true);

    Response refused = scene.decide(joint(scene, 3_000));
    Response alone = scene.decide(scene.decision("DECLINED", "income"));

    market.consentAway(false);
    assertRefused(refused, 503, "CONSENT_UNAVAILABLE");
    assertThat(alone.statusCode()).as(alone.asString()).isEqualTo(201);
  }

  @Test
  void decide_byAnotherEntryThanAReportOfOnesOwn_isUnknown() {
    BoughtScene scene = BoughtScene.open(market);
    Lender other = Lender.open(market, "bank-willow");
    String supply = scene.fair().releases().get(0).id().toString();
    JsonObject decision = scene.decision("APPROVED");

    assertRefused(BoughtScene.post(other, "/v1/credit-decisions", decision), 404, "REPORT_UNKNOWN");
    for (String entry : List.of(supply, "019cac2a-a590-7811-9e9c-a0324c2cdee7")) {
      assertRefused(scene.decide(BoughtScene.by(decision, entry)), 404, "REPORT_UNKNOWN");
    }
    assertThat(scene.entries(REPORTED)).isEmpty();
  }

  @Test
  void decide_byReportsOfTwoPeople_orOfAnotherInquiry_isRefused() {
    BoughtScene scene = BoughtScene.open(market);
    Fair fair = scene.fair();
    String other = fair.lender().drawSubject();
    Response bought =
        fair.lender().buy(fair.lender().sign(fair.bureau().id(), other, fair.product()));
    String second = bought.jsonPath().getString("eventId");

    JsonObject decision = scene.decision("APPROVED");
    JsonObject both = BoughtScene.by(decision, scene.sale().id().toString(), second);
    JsonObject mismatched = BoughtScene.by(decision, second);

    assertRefused(scene.decide(both), 422, "REPORTS_DIFFER");
    assertRefused(scene.decide(mismatched), 422, "REPORTS_DIFFER");
    assertThat(scene.entries(REPORTED)).isEmpty();
  }

  @Test
  void decide_whoseAnswerTheLogLost_isReportedOnce() {
    BoughtScene scene = BoughtScene.open(market);
    JsonObject decision = scene.decision("APPROVED");
    String key = UUID.randomUUID().toString();
    market.log().faults().loseAnswers(50);
    Response unknown =
        BoughtScene.post(scene.fair().lender(), "/v1/credit-decisions", decision, key);
    market.log().faults().loseAnswers(0);

    assertRefused(unknown, 503, "AUDIT_UNAVAILABLE");
    BoughtScene.post(scene.fair().lender(), "/v1/credit-decisions", decision, key)
        .then()
        .statusCode(201);
    assertThat(scene.entries(REPORTED)).hasSize(1);
  }

  @Test
  void decide_whileTheLogIsAway_isNotTaken() {
    BoughtScene scene = BoughtScene.open(market);
    market.log().faults().goAway(true);

    Response refused = scene.decide(scene.decision("APPROVED"));

    market.log().faults().goAway(false);
    assertRefused(refused, 503, "AUDIT_UNAVAILABLE");
    assertThat(scene.entries(REPORTED)).isEmpty();
  }

  /** The person finds the refusal in their list. */
  private static void assertDenied(
      BoughtScene scene, JsonObject decision, String code, String ruleId) {
    Response refused = scene.decide(decision);
    assertRefused(refused, 422, code);
    assertThat(refused.jsonPath().getString("ruleId")).isEqualTo(ruleId);
    Event denial =
        scene.entries("data.denied").stream()
            .filter(e -> e.id().toString().equals(refused.jsonPath().getString("auditEventId")))
            .findFirst()
            .orElseThrow();
    assertThat(denial.data().getString("step")).isEqualTo("DECISION_REPORT");
    assertThat(denial.data().getString("caller")).isEqualTo("bank-riverside");
    assertThat(strings(denial.data().getArray("ruleIds"))).containsExactly(ruleId);
  }
}
