package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.state.ConsentRef;
import dev.tallystick.rules.state.Fee;
import dev.tallystick.rules.state.GuardKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Release-2: what a lender needs to get a report. */
class PurchaseRulesTest {
  private final World world = World.standard();

  /** A supply of the categories, logged. */
  private String supplied(String... categories) {
    DecisionRequest request = Requests.supply(categories);
    return world.release(request, world.decide(request));
  }

  @Test
  void decide_withEverythingInOrderPermitsAndNamesWhatItRestsOn() {
    String provide = world.provide("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
    String query = world.query("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
    String parent = supplied("SHOPPING.AGGREGATE");

    Decision decision = world.decide(Requests.purchase(world, parent));

    assertThat(decision.code()).isEmpty();
    assertThat(decision.categories()).containsExactly("SHOPPING.AGGREGATE");
    assertThat(decision.omitted())
        .extracting(Omission::category, Omission::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("PAYMENT.SUMMARY", "CONSENT_SCOPE_EXCEEDED"),
            org.assertj.core.groups.Tuple.tuple("TRAVEL.AGGREGATE", "INSUFFICIENT_SOURCES"));
    assertThat(decision.granted().consents())
        .containsExactlyInAnyOrder(new ConsentRef(provide, 1), new ConsentRef(query, 1));
    assertThat(decision.guards().keySet())
        .extracting(key -> key.substring(0, key.indexOf('/')))
        .containsExactly(
            "charge",
            "consent",
            "consent",
            "erasure",
            "freeze",
            "identity",
            "pack",
            "party",
            "party",
            "party",
            "release");
    assertThat(decision.guards()).containsEntry(GuardKeys.release(parent), 0L);
    assertThat(decision.advances())
        .containsExactly(GuardKeys.charge(World.BUREAU, World.BANK, World.ALICE, world.product));
    assertThat(decision.granted().fee())
        .contains(new Fee(120, "CNY", world.tariff, "score-std", Optional.empty()));
    world.release(Requests.purchase(world, parent), decision);
  }

  @Test
  void decide_dryRunNeedsNoParentsAndNoRealRunGoesWithout() {
    world.query("SHOPPING.AGGREGATE");

    Decision dry = world.decide(Requests.purchase(world));

    assertThat(dry.isPermit()).isTrue();
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () ->
                    DecisionRequest.parse(
                        Json.with(Requests.purchaseJson(world), "dryRun", false))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("parents must be there at this step");
  }

  @Test
  void r24_provideAloneIsNotEnough() {
    world.provide("SHOPPING.AGGREGATE");
    String parent = supplied("SHOPPING.AGGREGATE");

    Decision decision = world.decide(Requests.purchase(world, parent));

    assertThat(decision.code()).contains("QUERY_CONSENT_MISSING");
    assertThat(decision.ruleId()).contains("R24");
  }

  @Test
  void r24_consentHasToBeWritten() {
    world.consent(
        Json.with(Consents.query(world, List.of("SHOPPING.AGGREGATE")), "form", "EXPLICIT"));

    assertThat(world.decide(Requests.purchase(world)).code()).contains("QUERY_CONSENT_MISSING");
  }

  @Test
  void r24_namedConsentOfSomebodyElseIsNone() {
    world.query("SHOPPING.AGGREGATE");
    world.append(
        "consent.given",
        Optional.of(World.BOB),
        Consents.query(world, List.of("SHOPPING.AGGREGATE")));
    String bobs = world.state().consents(World.BOB).get(0).id();

    DecisionRequest request = Requests.of(Json.with(Requests.purchaseJson(world), "consent", bobs));

    assertThat(world.decide(request).code()).contains("QUERY_CONSENT_MISSING");
  }

  /**
   * Whatever there is about the person, a caller without consent reads one and the same refusal.
   */
  @Test
  void r24_withoutConsentNothingIsToldAboutThePerson() {
    DecisionRequest request = Requests.purchase(world);
    Decision nobody = world.decide(request);
    world.provide("SHOPPING.AGGREGATE");
    world.freeze(World.ALICE);
    Decision frozen = world.decide(request);
    world.append(
        "erasure.started",
        Optional.of(World.ALICE),
        Json.object(
            "erasure",
            world.id("era"),
            "scope",
            "ALL",
            "ground",
            "PERSON_REQUEST",
            "stoppedAt",
            World.time(world.now())));
    Decision erased = world.decide(request);

    for (Decision decision : List.of(nobody, frozen, erased)) {
      assertThat(decision.code()).contains("QUERY_CONSENT_MISSING");
      assertThat(decision.ruleIds()).isEqualTo(nobody.ruleIds());
      assertThat(decision.omitted()).isEmpty();
    }
  }

  @Test
  void standing_r16_parentsConsentHasToStandAtThisLegToo() {
    String provide = world.provide("SHOPPING.AGGREGATE");
    world.query("SHOPPING.AGGREGATE");
    String parent = supplied("SHOPPING.AGGREGATE");
    assertThat(world.decide(Requests.purchase(world, parent)).isPermit()).isTrue();

    world.withdraw(provide);

    assertThat(world.decide(Requests.purchase(world, parent)).code()).contains("CONSENT_WITHDRAWN");
  }

  @Test
  void standing_r19_parentsConsentEndsThePermit() {
    Instant end = World.START.plus(Duration.ofDays(2));
    world.consent(
        Json.with(
            Consents.provide(world, List.of("SHOPPING.AGGREGATE")), "validUntil", World.time(end)));
    world.query("SHOPPING.AGGREGATE");
    String parent = supplied("SHOPPING.AGGREGATE");

    Decision last = world.at(end.minusMillis(1)).decide(Requests.purchase(world, parent));
    assertThat(last.isPermit()).isTrue();
    assertThat(last.window().notAfter()).isEqualTo(end.minusMillis(1));
    assertThat(world.at(end).decide(Requests.purchase(world, parent)).code())
        .contains("CONSENT_EXPIRED");
  }

  @Test
  void standing_parentsConsentNarrowedSinceRefusesTheWhole() {
    String provide = world.provide("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
    world.query("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
    String parent = supplied("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
    world.consent(
        Json.with(
            Consents.provide(world, List.of("SHOPPING.AGGREGATE")),
            "consent",
            provide,
            "version",
            2));

    assertThat(world.decide(Requests.purchase(world, parent)).code())
        .contains("CONSENT_SCOPE_EXCEEDED");
  }

  @Test
  void r25_askedForAnotherPurposeThanAgreed() {
    world.query("SHOPPING.AGGREGATE");
    DecisionRequest request =
        Requests.of(Json.with(Requests.purchaseJson(world), "purpose", "ANTI_FRAUD"));

    assertThat(world.decide(request).code()).contains("PURPOSE_MISMATCH");
  }

  @Test
  void r25_consentTiedToAnApplicationDoesNotServeAnother() {
    world.consent(
        Json.with(
            Consents.query(world, List.of("SHOPPING.AGGREGATE")),
            "purposeObject",
            Json.object("kind", "APPLICATION", "ref", "APP-2")));

    assertThat(world.decide(Requests.purchase(world)).code()).contains("PURPOSE_MISMATCH");
    DecisionRequest other =
        Requests.of(
            Json.with(
                Requests.purchaseJson(world),
                "purposeObject",
                Json.object("kind", "APPLICATION", "ref", "APP-2")));
    assertThat(world.decide(other).isPermit()).isTrue();
  }

  /** R26: even with a consent that says so. */
  @Test
  void r26_marketingWithConsentIsStillRefused() {
    world.consent(
        Consents.consent(
            world, "QUERY", World.BUREAU, World.BANK, "MARKETING", List.of("SHOPPING.AGGREGATE")));
    DecisionRequest request =
        Requests.of(Json.with(Requests.purchaseJson(world), "purpose", "MARKETING"));

    assertThat(world.decide(request).code()).contains("PURPOSE_NOT_PERMITTED");
    assertThat(world.decide(request).ruleId()).contains("R26");
  }

  @Test
  void r27_purposeNeedsItsObject() {
    world.consent(
        Consents.consent(
            world,
            "QUERY",
            World.BUREAU,
            World.BANK,
            "POST_LOAN_MANAGEMENT",
            List.of("SHOPPING.AGGREGATE")));
    DecisionRequest request =
        Requests.of(Json.with(Requests.purchaseJson(world), "purpose", "POST_LOAN_MANAGEMENT"));

    assertThat(world.decide(request).code()).contains("PURPOSE_UNSUPPORTED");
  }

  @Test
  void r02_r03_lapsedBureauAndOneThatNeverWasLicensed() {
    world.query("SHOPPING.AGGREGATE");
    assertThat(world.at(World.YEAR_LATER).decide(Requests.purchase(world)).code())
        .contains("BUREAU_NOT_LICENSED");

    world.at(World.START).register("data-tech", "BUREAU");
    DecisionRequest request =
        Requests.of(Json.with(Requests.purchaseJson(world), "from", "data-tech"));
    assertThat(world.decide(request).code()).contains("UNLICENSED_SOURCE");
    world.register("data-tech", "PROCESSOR");
    assertThat(world.decide(request).code()).contains("UNLICENSED_SOURCE");
  }

  @Test
  void r03_whoNeverHadALicenceIsNoLapsedBureau() {
    world.query("SHOPPING.AGGREGATE");
    world.register("data-tech", "BUREAU");
    DecisionRequest request =
        Requests.of(Json.with(Requests.purchaseJson(world), "from", "data-tech"));

    assertThat(world.decide(request).ruleId()).contains("R03");
  }

  @Test
  void r30_beyondTheProductRefusesTheWholeRequest() {
    world.query("SHOPPING.AGGREGATE", "FOOD.AGGREGATE");
    DecisionRequest request =
        Requests.of(
            Json.with(
                Requests.purchaseJson(world),
                "categories",
                List.of("FOOD.AGGREGATE", "SHOPPING.AGGREGATE")));

    assertThat(world.decide(request).code()).contains("NOT_MINIMUM_NECESSARY");
  }

  @Test
  void source_requiredInputMissingRefusesWithWhatItLacks() {
    world.query("TRAVEL.AGGREGATE");
    assertThat(world.decide(Requests.purchase(world)).code()).contains("CONSENT_SCOPE_EXCEEDED");

    world.query("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
    world.provide("TRAVEL.AGGREGATE");
    String parent = supplied("TRAVEL.AGGREGATE");
    assertThat(world.decide(Requests.purchase(world, parent)).code())
        .contains("INSUFFICIENT_SOURCES");
  }

  @Test
  void product_retiredOrOfAnotherBureauIsNone() {
    world.query("SHOPPING.AGGREGATE");
    world.append(
        "product.retired",
        Optional.empty(),
        Json.object("product", world.product, "party", World.BUREAU));

    assertThat(world.decide(Requests.purchase(world)).code()).contains("PRODUCT_NOT_REGISTERED");
  }

  @Test
  void lineage_parentHasToBeDeliveredKeptAndAboutThisPerson() {
    world.provide("SHOPPING.AGGREGATE");
    world.query("SHOPPING.AGGREGATE");
    String parent = supplied("SHOPPING.AGGREGATE");
    String lost =
        world.append(
            "data.undelivered",
            Optional.of(World.ALICE),
            Json.object(
                "release",
                parent,
                "from",
                World.MALL,
                "to",
                World.BUREAU,
                "reason",
                "NO_ANSWER",
                "attempts",
                3));
    assertThat(world.decide(Requests.purchase(world, parent)).code()).contains("PARENT_NOT_USABLE");

    Releases.received(world, parent, Optional.of(lost));
    assertThat(world.decide(Requests.purchase(world, parent)).isPermit()).isTrue();

    world.append(
        "data.destroyed",
        Optional.of(World.ALICE),
        Json.object(
            "party",
            World.BUREAU,
            "releases",
            List.of(parent),
            "reason",
            "DENIED",
            "certificate",
            World.HASH));
    assertThat(world.decide(Requests.purchase(world, parent)).code()).contains("PARENT_NOT_USABLE");
    assertThat(
            world.decide(Requests.purchase(world, "019cac2a-9dc0-7d59-89cb-fc8b5084be4a")).code())
        .as("unknown")
        .contains("PARENT_NOT_USABLE");
  }
}
