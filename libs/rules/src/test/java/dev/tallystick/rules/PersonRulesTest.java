package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person has to agree to in particular, and what they can stop. */
class PersonRulesTest {
  private final World world = World.standard();

  @Test
  void r20_sensitiveDataNeedsItsOwnConsent() {
    String consent = world.provide("SHOPPING.AGGREGATE", "TRAVEL.TRIP");
    assertThat(world.decide(Requests.supply("TRAVEL.TRIP")).code())
        .contains("SENSITIVE_CONSENT_MISSING");
    assertThat(world.decide(Requests.supply("TRAVEL.TRIP", "SHOPPING.AGGREGATE")).omitted())
        .containsExactly(new Omission("TRAVEL.TRIP", "SENSITIVE_CONSENT_MISSING", "R20"));

    String sensitive =
        world.consent(
            Json.with(
                Consents.consent(
                    world,
                    "SENSITIVE",
                    World.MALL,
                    World.BUREAU,
                    "CREDIT_REPORTING_SUPPLY",
                    List.of("TRAVEL.TRIP")),
                "modifies",
                consent));

    Decision decision = world.decide(Requests.supply("TRAVEL.TRIP"));
    assertThat(decision.code()).isEmpty();
    assertThat(decision.guards()).containsKey("consent/" + sensitive);
    assertThat(decision.granted().consents()).hasSize(2);
  }

  /** R22: six categories, each with no consent, an ordinary one, and a written one. */
  @Test
  void r22_sixCategoriesNeedWrittenConsent() {
    List<String> six =
        List.of(
            "INCOME.SALARY",
            "ACCOUNT.BALANCE",
            "WEALTH.SECURITIES",
            "INSURANCE.COMMERCIAL",
            "PROPERTY.REALESTATE",
            "TAX.AMOUNT");
    for (String category : six) {
      World fresh = World.standard();
      assertThat(fresh.decide(Requests.supply(category)).code())
          .as(category)
          .contains("SEPARATE_CONSENT_MISSING");
      String consent = fresh.provide(category);
      assertThat(fresh.decide(Requests.supply(category)).code())
          .as(category)
          .isIn(
              java.util.Optional.of("WRITTEN_CONSENT_REQUIRED"),
              java.util.Optional.of("SENSITIVE_CONSENT_MISSING"));
      fresh.consent(
          Consents.consent(
              fresh,
              "WRITTEN_FINANCIAL",
              World.MALL,
              World.BUREAU,
              "CREDIT_REPORTING_SUPPLY",
              List.of(category)));
      if (category.equals("ACCOUNT.BALANCE")) {
        assertThat(fresh.decide(Requests.supply(category)).code())
            .contains("SENSITIVE_CONSENT_MISSING");
        fresh.consent(
            Json.with(
                Consents.consent(
                    fresh,
                    "SENSITIVE",
                    World.MALL,
                    World.BUREAU,
                    "CREDIT_REPORTING_SUPPLY",
                    List.of(category)),
                "modifies",
                consent));
      }
      assertThat(fresh.decide(Requests.supply(category)).code()).as(category).isEmpty();
    }
  }

  @Test
  void r22_consequencesMustHaveBeenTold() {
    world.provide("INCOME.SALARY");
    world.consent(
        Json.with(
            Consents.consent(
                world,
                "WRITTEN_FINANCIAL",
                World.MALL,
                World.BUREAU,
                "CREDIT_REPORTING_SUPPLY",
                List.of("INCOME.SALARY")),
            "adverseConsequencesTold",
            false));

    assertThat(world.decide(Requests.supply("INCOME.SALARY")).code())
        .contains("WRITTEN_CONSENT_REQUIRED");
  }

  @Test
  void uses_categoryServesItsOwnPurposesOnly() {
    world.provide("SHOPPING.AGGREGATE", "SHOPPING.ORDER", "IDENTITY.CONTACT");

    Decision decision =
        world.decide(Requests.supply("SHOPPING.AGGREGATE", "SHOPPING.ORDER", "IDENTITY.CONTACT"));

    assertThat(decision.categories()).containsExactly("SHOPPING.AGGREGATE");
    assertThat(decision.omitted())
        .extracting(Omission::code)
        .containsExactly("PURPOSE_NOT_PERMITTED", "PURPOSE_NOT_PERMITTED");
  }

  @Test
  void r21_prohibitedOrUnknownCategoryRefusesTheWholeRequest() {
    world.provide("SHOPPING.AGGREGATE", "SHOPPING.HEALTH", "HEALTH.RECORD", "NEW.THING");
    for (String category :
        List.of("SHOPPING.HEALTH", "HEALTH.RECORD", "AUTH.SECRET", "NEW.THING")) {
      assertThat(world.decide(Requests.supply("SHOPPING.AGGREGATE", category)).code())
          .as(category)
          .contains("CATEGORY_PROHIBITED");
    }
  }

  @Test
  void freeze_stopEverythingUnderEveryTokenOfThePerson() {
    world.provide("SHOPPING.AGGREGATE");
    DecisionRequest request = Requests.supply("SHOPPING.AGGREGATE");
    String unused = world.link(world.claim(World.BOB, World.ALICE), World.BOB, World.ALICE);
    assertThat(world.decide(request).isPermit()).isTrue();

    String freeze = world.freeze(World.BOB);
    assertThat(world.decide(request).code()).contains("SUBJECT_FROZEN");
    world.append(
        "freeze.lifted",
        java.util.Optional.of(World.BOB),
        Json.object("freeze", freeze, "by", "SELF"));
    assertThat(world.decide(request).isPermit()).isTrue();

    world.append(
        "erasure.started",
        java.util.Optional.of(World.BOB),
        Json.object(
            "erasure",
            world.id("era"),
            "scope",
            "ALL",
            "ground",
            "PERSON_REQUEST",
            "stoppedAt",
            World.time(world.now())));
    assertThat(world.decide(request).code()).contains("SUBJECT_ERASED");
  }

  @Test
  void r43_erasureOfAProviderStopsWhatWasAgreedBeforeIt() {
    world.provide("SHOPPING.AGGREGATE");
    DecisionRequest request = Requests.supply("SHOPPING.AGGREGATE");
    world.append(
        "erasure.started",
        java.util.Optional.of(World.ALICE),
        Json.object(
            "erasure",
            world.id("era"),
            "scope",
            "PROVIDER",
            "provider",
            World.MALL,
            "ground",
            "PERSON_REQUEST",
            "stoppedAt",
            World.time(world.now())));
    assertThat(world.decide(request).code()).contains("SUBJECT_ERASED");

    world.provide("SHOPPING.AGGREGATE");

    assertThat(world.decide(request).isPermit()).isTrue();
  }
}
