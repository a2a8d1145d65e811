package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What has to be on file: plans, assessments, vettings, loans; and what goes abroad. */
class FiledRulesTest {
  private final World world = World.standard();

  private Optional<String> supply(String... categories) {
    return world.decide(Requests.supply(categories)).code();
  }

  private Optional<String> dryPurchase() {
    return world.decide(Requests.purchase(world)).code();
  }

  /** R08: a new category before and after the plan is updated, to the millisecond. */
  @Test
  void r08_categoryHasToBeInTheBureausPlan() {
    world.provide("SHOPPING.AGGREGATE", "PAYMENT.SUMMARY");
    Filed.plan(world, World.BUREAU, world.now(), List.of("SHOPPING.AGGREGATE"));
    Instant update = world.now().plusSeconds(3600);
    Filed.plan(world, World.BUREAU, update, List.of("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE"));

    assertThat(supply("SHOPPING.AGGREGATE")).isEmpty();
    assertThat(supply("SHOPPING.AGGREGATE", "PAYMENT.SUMMARY")).contains("CATEGORY_NOT_IN_PLAN");
    world.at(update.minusMillis(1));
    assertThat(supply("PAYMENT.SUMMARY")).contains("CATEGORY_NOT_IN_PLAN");
    Decision last = world.decide(Requests.supply("SHOPPING.AGGREGATE"));
    assertThat(last.window().notAfter()).isEqualTo(update.minusMillis(1));
    world.at(update);
    assertThat(supply("PAYMENT.SUMMARY")).isEmpty();
  }

  @Test
  void r08_bureauWithoutAPlanCollectsNothing() {
    world.register("bureau-south", "BUREAU");
    world.license("bureau-south", World.YEAR_LATER);
    world.key("bureau-south", World.YEAR_LATER);
    world.supply(World.MALL, "bureau-south", World.YEAR_LATER);
    JsonObject consent = Consents.provide(world, List.of("SHOPPING.AGGREGATE"));
    world.consent(Json.with(consent, "recipient", "bureau-south"));
    JsonObject request =
        Json.with(
            Requests.supplyJson("SHOPPING.AGGREGATE"),
            "to",
            "bureau-south",
            "caller",
            "bureau-south");

    assertThat(world.decide(Requests.of(request)).code()).contains("CATEGORY_NOT_IN_PLAN");
  }

  /** R50: without one, with one, after it ended. */
  @Test
  void r50_assessmentHasToCoverEdgeAndCategories() {
    world.provide("SHOPPING.AGGREGATE");
    world.register("food-south", "PLATFORM");
    world.supply("food-south", World.BUREAU, World.YEAR_LATER);
    world.consent(
        Json.with(
            Consents.provide(world, List.of("SHOPPING.AGGREGATE")), "discloser", "food-south"));
    JsonObject request = Json.with(Requests.supplyJson("SHOPPING.AGGREGATE"), "from", "food-south");
    Instant until = world.now().plus(Duration.ofDays(30));

    assertThat(world.decide(Requests.of(request)).code()).contains("PIA_MISSING");
    Filed.assess(world, "food-south", "PLATFORM", "LENDER", until);
    assertThat(world.decide(Requests.of(request)).code())
        .as("another edge")
        .contains("PIA_MISSING");
    Filed.assess(world, "food-south", "PLATFORM", "BUREAU", until);
    assertThat(world.decide(Requests.of(request)).isPermit()).isTrue();
    assertThat(world.at(until.minusMillis(1)).decide(Requests.of(request)).window().notAfter())
        .isEqualTo(until.minusMillis(1));
    assertThat(world.at(until).decide(Requests.of(request)).code()).contains("PIA_MISSING");
  }

  @Test
  void r50_assessmentNeedsItsThreeContentsAndTheCategory() {
    world.register("food-south", "PLATFORM");
    world.supply("food-south", World.BUREAU, World.YEAR_LATER);
    world.consent(
        Json.with(
            Consents.provide(world, List.of("SHOPPING.AGGREGATE")), "discloser", "food-south"));
    JsonObject request = Json.with(Requests.supplyJson("SHOPPING.AGGREGATE"), "from", "food-south");
    JsonObject whole =
        Papers.assessment(world.id("asm"), "food-south", "PLATFORM", "BUREAU", World.YEAR_LATER);
    for (JsonObject lacking :
        List.of(
            Json.with(whole, "contents", List.of("IMPACT", "LAWFULNESS")),
            Json.with(whole, "categories", List.of("FOOD.AGGREGATE")))) {
      world.append("assessment.filed", Optional.empty(), lacking);
      assertThat(world.decide(Requests.of(request)).code()).contains("PIA_MISSING");
    }
  }

  /** R54: the day before it is a year old, and the day on which it is. */
  @Test
  void r54_lenderHasToBeVettedWithinAYear() {
    world.query("SHOPPING.AGGREGATE");
    Filed.use(world, World.BANK, "2025-03-04");
    Instant yearOld = Instant.parse("2026-03-03T16:00:00Z");

    Decision last = world.at(yearOld.minusMillis(1)).decide(Requests.purchase(world));
    assertThat(last.code()).isEmpty();
    assertThat(last.window().notAfter()).isEqualTo(yearOld.minusMillis(1));
    world.at(yearOld);
    assertThat(dryPurchase()).contains("USER_REVIEW_EXPIRED");
    Filed.use(world, World.BANK, "2026-03-04");
    assertThat(dryPurchase()).isEmpty();
  }

  @Test
  void r54_vettingOfTomorrowIsNone() {
    world.query("SHOPPING.AGGREGATE");
    Filed.use(world, World.BANK, "2026-03-05");

    assertThat(dryPurchase()).contains("USER_REVIEW_EXPIRED");
  }

  private DecisionRequest postLoan(String ref) {
    return Requests.of(
        Json.with(
            Requests.purchaseJson(world),
            "purpose",
            "POST_LOAN_MANAGEMENT",
            "purposeObject",
            Json.object("kind", "LOAN", "ref", ref)));
  }

  /** R27: an open loan, then the same one closed; nobody else's does. */
  @Test
  void r27_postLoanManagementNeedsAnOpenLoanOfThisLenderAndPerson() {
    String query =
        world.consent(
            Consents.consent(
                world,
                "QUERY",
                World.BUREAU,
                World.BANK,
                "POST_LOAN_MANAGEMENT",
                List.of("SHOPPING.AGGREGATE")));
    world.product = world.product(List.of("SHOPPING.AGGREGATE"), List.of());
    world.append(
        "product.registered",
        Optional.empty(),
        Json.with(
            Papers.product(world.product, List.of("SHOPPING.AGGREGATE"), List.of()),
            "purposes",
            List.of("POST_LOAN_MANAGEMENT")));
    world.tariff(100, World.START);
    String loan = Filed.openLoan(world, "LOAN", World.BANK, World.ALICE);

    Decision permit = world.decide(postLoan(loan));
    assertThat(permit.code()).isEmpty();
    assertThat(permit.guards()).containsKey("loan/" + loan);
    for (String other :
        List.of(
            "LOAN-1",
            world.id("loan"),
            Filed.openLoan(world, "LINE", World.BANK, World.ALICE),
            Filed.openLoan(world, "LOAN", World.HARBOUR, World.ALICE),
            Filed.openLoan(world, "LOAN", World.BANK, World.BOB))) {
      assertThat(world.decide(postLoan(other)).code()).as(other).contains("PURPOSE_UNSUPPORTED");
    }
    Filed.closeLoan(world, loan);
    assertThat(world.decide(postLoan(loan)).code()).contains("PURPOSE_UNSUPPORTED");
    assertThat(world.state().consent(query)).isPresent();
  }

  /** KEEP: what the consent allowed to keep for a year is of no use afterwards. */
  @Test
  void keep_whatIsOlderThanAgreedIsLeftOut() {
    JsonObject consent = Consents.provide(world, List.of("SHOPPING.AGGREGATE"));
    world.consent(Json.with(consent, "retention", "P1M"));
    world.query("SHOPPING.AGGREGATE");
    DecisionRequest supply = Requests.supply("SHOPPING.AGGREGATE");
    String parent = world.release(supply, world.decide(supply));
    Instant end = Instant.parse("2026-04-02T01:00:00Z");

    Decision last = world.at(end.minusMillis(1)).decide(Requests.purchase(world, parent));
    assertThat(last.code()).isEmpty();
    assertThat(last.window().notAfter()).isEqualTo(end.minusMillis(1));
    assertThat(world.at(end).decide(Requests.purchase(world, parent)).code())
        .contains("RETENTION_ENDED");
  }

  @Test
  void keep_packMayLetACategoryBeKeptForLess() {
    world.on(Packs.shelf());
    world.activate(
        Packs.over(
            "categories: {SHOPPING.AGGREGATE: {tiers: [N], purposes: [CREDIT], retention: P7D}}\n"),
        world.now());
    world.provide("SHOPPING.AGGREGATE");
    world.query("SHOPPING.AGGREGATE");
    DecisionRequest supply = Requests.supply("SHOPPING.AGGREGATE");
    String parent = world.release(supply, world.decide(supply));

    assertThat(world.later(Duration.ofDays(6)).decide(Requests.purchase(world, parent)).isPermit())
        .isTrue();
    assertThat(world.later(Duration.ofDays(1)).decide(Requests.purchase(world, parent)).code())
        .contains("RETENTION_ENDED");
  }
}
