package dev.tallystick.bureau;

import static dev.tallystick.bureau.InquiryTest.assertRefused;
import static dev.tallystick.bureau.InquiryTest.strings;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.LoanOpened;
import dev.tallystick.events.type.LoanShare;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.keys.PartyKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each party lends of a joint loan is in its entry, and is what R67 asks for. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class JointLoanTest {
  private static final String OPENED = "loan.opened";
  private static final String LENDER = "bank-riverside";
  private static final String BANK = "bank-willow";
  private static final String PLATFORM = "ride-west";

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @BeforeEach
  void register() {
    market.register(PLATFORM, "PLATFORM", PartyKeys.draw());
    market.register(BANK, "LENDER", PartyKeys.draw());
  }

  private record Part(String party, long basisPoints) {}

  private static JsonObject joint(BoughtScene scene, Part... parts) {
    List<JsonObject> shares =
        Stream.of(parts)
            .map(
                part ->
                    JsonObject.builder()
                        .put("party", part.party())
                        .put("basisPoints", part.basisPoints())
                        .build())
            .toList();
    return scene.loan().with(JsonObject.builder().put("shares", JsonArray.of(shares)).build());
  }

  @Test
  void shares_areInTheEntry_andInTheLendersList() {
    BoughtScene scene = BoughtScene.open(market);

    Response answer =
        scene.openLoan(joint(scene, new Part(PLATFORM, 3_500), new Part(LENDER, 6_500)));

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    Event opened = scene.entries(OPENED).get(0);
    assertThat(LoanOpened.read(opened.data()).shares())
        .containsExactly(new LoanShare(LENDER, 6_500), new LoanShare(PLATFORM, 3_500));
    assertThat(opened.stub().labels())
        .as("the person, the lender and the bureau; the partner gets nothing to read")
        .hasSize(3);
    List<Map<String, Object>> shares =
        given()
            .auth()
            .oauth2(scene.fair().lender().token())
            .get("/v1/loans?bureau=bureau-north")
            .jsonPath()
            .getList(
                "loans.find { it.loan == '%s' }.shares"
                    .formatted(answer.jsonPath().getString("loan")));
    assertThat(shares)
        .containsExactly(
            Map.of("party", LENDER, "basisPoints", 6_500),
            Map.of("party", PLATFORM, "basisPoints", 3_500));
  }

  @Test
  void loanOfOne_hasNoShares() {
    BoughtScene scene = BoughtScene.open(market);

    Response answer = scene.openLoan(scene.loan());

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    assertThat(answer.asString()).doesNotContain("shares");
    assertThat(LoanOpened.read(scene.entries(OPENED).get(0).data()).shares()).isEmpty();
  }

  @Test
  void r67_partnersOfAJointLoanThatBearTooLittle_areRefusedAndLogged() {
    BoughtScene scene = BoughtScene.open(market);

    assertDenied(scene, joint(scene, new Part(LENDER, 7_001), new Part(PLATFORM, 2_999)));
    assertDenied(
        scene,
        joint(scene, new Part(LENDER, 8_000), new Part(BANK, 1_000), new Part(PLATFORM, 1_000)));
    assertThat(scene.entries(OPENED)).isEmpty();
    scene
        .openLoan(joint(scene, new Part(LENDER, 7_000), new Part(PLATFORM, 3_000)))
        .then()
        .statusCode(201);
  }

  /** A second bank bears enough, and so the platform would get away with a hundredth. */
  @Test
  void r67_platformBearsItsShareItself_whateverAnotherBankBears() {
    BoughtScene scene = BoughtScene.open(market);

    assertDenied(
        scene,
        joint(scene, new Part(LENDER, 5_000), new Part(BANK, 4_900), new Part(PLATFORM, 100)));
    scene
        .openLoan(
            joint(scene, new Part(LENDER, 4_000), new Part(BANK, 3_000), new Part(PLATFORM, 3_000)))
        .then()
        .statusCode(201);
    scene
        .openLoan(joint(scene, new Part(LENDER, 7_000), new Part(BANK, 3_000)))
        .then()
        .statusCode(201);
  }

  @Test
  void r67_sharesAreAskedForByThePackInForce() {
    BoughtScene scene = BoughtScene.open(market);
    market.leastPartnerShare(4_000);
    try {
      assertDenied(scene, joint(scene, new Part(LENDER, 6_001), new Part(PLATFORM, 3_999)));
    } finally {
      market.leastPartnerShare(3_000);
    }
  }

  @Test
  void sharesThatAreNone_areRefused() {
    BoughtScene scene = BoughtScene.open(market);

    for (JsonObject loan :
        List.of(
            joint(scene, new Part(LENDER, 6_500), new Part(PLATFORM, 3_499)),
            joint(scene, new Part(LENDER, 6_500), new Part(PLATFORM, 3_501)),
            joint(scene, new Part(BANK, 6_500), new Part(PLATFORM, 3_500)),
            joint(scene, new Part(LENDER, 6_500), new Part("nobody-at-all", 3_500)),
            joint(scene, new Part(LENDER, 6_500), new Part("bureau-north", 3_500)),
            joint(
                scene,
                new Part(LENDER, 4_000),
                new Part(PLATFORM, 3_000),
                new Part(PLATFORM, 3_000)))) {
      Response refused = scene.openLoan(loan);
      assertRefused(refused, 422, "LOAN_INVALID");
      assertThat(refused.jsonPath().getString("field")).isEqualTo("shares");
    }
    assertThat(scene.openLoan(joint(scene, new Part(LENDER, 10_000))).statusCode()).isEqualTo(422);
    assertThat(
            scene
                .openLoan(joint(scene, new Part(LENDER, 10_000), new Part(PLATFORM, 0)))
                .statusCode())
        .isEqualTo(422);
    assertThat(scene.entries(OPENED)).isEmpty();
  }

  @Test
  void jointLoan_whileNobodySaysWhatThePackAsksFor_isNotTaken() {
    BoughtScene scene = BoughtScene.open(market);
    String key = UUID.randomUUID().toString();
    JsonObject loan = joint(scene, new Part(LENDER, 6_500), new Part(PLATFORM, 3_500));
    market.consentAway(true);
    Response refused = BoughtScene.post(scene.fair().lender(), "/v1/loans", loan, key);
    market.consentAway(false);

    assertRefused(refused, 503, "CONSENT_UNAVAILABLE");
    BoughtScene.post(scene.fair().lender(), "/v1/loans", loan, key).then().statusCode(201);
    assertThat(scene.entries(OPENED)).hasSize(1);
  }

  private static void assertDenied(BoughtScene scene, JsonObject loan) {
    Response refused = scene.openLoan(loan);
    assertRefused(refused, 422, "CO_LENDING_SHARE_TOO_LOW");
    assertThat(refused.jsonPath().getString("ruleId")).isEqualTo("R67");
    assertThat(refused.jsonPath().getString("field")).isEqualTo("shares");
    Event denial =
        scene.entries("data.denied").stream()
            .filter(e -> e.id().toString().equals(refused.jsonPath().getString("auditEventId")))
            .findFirst()
            .orElseThrow();
    assertThat(denial.data().getString("caller")).isEqualTo(LENDER);
    assertThat(strings(denial.data().getArray("ruleIds"))).containsExactly("R67");
  }
}
