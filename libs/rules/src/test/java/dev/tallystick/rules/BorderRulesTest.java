package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes to another country, and what a rival's own lender may buy. */
class BorderRulesTest {
  private static final String ABROAD = "bank-overseas";
  private static final String AUTHORITY = "authority-overseas";

  private final World world = World.standard();

  @BeforeEach
  void lenderAbroad() {
    world.append(
        "party.registered",
        Optional.empty(),
        Json.with(Papers.party(ABROAD, "LENDER"), "country", "SG"));
    world.key(ABROAD, World.YEAR_LATER);
    Filed.use(world, ABROAD, "2026-03-01");
    JsonObject query = Consents.query(world, List.of("SHOPPING.AGGREGATE"));
    world.consent(Json.with(query, "recipient", ABROAD));
  }

  private DecisionRequest purchase() {
    return Requests.of(
        Json.with(Requests.purchaseJson(world), "caller", ABROAD, "to", ABROAD, "endUser", ABROAD));
  }

  private void mechanism(Optional<String> approval) {
    JsonObject assessment =
        Json.with(
            Papers.assessment(world.id("asm"), World.BUREAU, "BUREAU", "LENDER", World.YEAR_LATER),
            "mechanism",
            "STANDARD_CONTRACT");
    world.append(
        "assessment.filed",
        Optional.empty(),
        approval.isPresent() ? Json.with(assessment, "approvalRef", approval.get()) : assessment);
  }

  private void outbound(String country) {
    JsonObject consent =
        Consents.consent(
            world,
            "OUTBOUND",
            World.BUREAU,
            ABROAD,
            "LOAN_APPROVAL",
            List.of("SHOPPING.AGGREGATE"));
    world.consent(Json.with(consent, "country", country));
  }

  /** R32: country by mechanism by consent. */
  @Test
  void r32_abroadNeedsAMechanismAndAConsentThatNamesTheCountry() {
    assertThat(world.decide(purchase()).code()).contains("CROSS_BORDER_PROHIBITED");
    outbound("SG");
    assertThat(world.decide(purchase()).code()).as("consent").contains("CROSS_BORDER_PROHIBITED");
    mechanism(Optional.empty());
    Decision permit = world.decide(purchase());
    assertThat(permit.code()).isEmpty();
    assertThat(permit.granted().consents()).hasSize(2);
  }

  @Test
  void r32_consentForAnotherCountryAndMechanismAloneAreNotEnough() {
    mechanism(Optional.empty());
    assertThat(world.decide(purchase()).code()).as("mechanism").contains("CROSS_BORDER_PROHIBITED");
    outbound("US");
    assertThat(world.decide(purchase()).code()).contains("CROSS_BORDER_PROHIBITED");
    outbound("SG");
    assertThat(world.decide(purchase()).isPermit()).isTrue();
  }

  @Test
  void r32_atHomeNothingIsAsked() {
    world.query("SHOPPING.AGGREGATE");

    assertThat(world.decide(Requests.purchase(world)).isPermit()).isTrue();
  }

  @Test
  void foreign_authorityNeedsAnApprovalAtHome() {
    world.append(
        "party.registered",
        Optional.empty(),
        Json.with(Papers.party(AUTHORITY, "REGULATOR"), "country", "US"));
    world.key(AUTHORITY, World.YEAR_LATER);
    JsonObject request =
        Json.object(
            "step",
            "RELEASE",
            "subject",
            World.ALICE,
            "caller",
            AUTHORITY,
            "from",
            World.BUREAU,
            "to",
            AUTHORITY,
            "purpose",
            "JUDICIAL",
            "purposeObject",
            Json.object("kind", "LEGAL_BASIS", "ref", "CASE-1"),
            "categories",
            List.of("SHOPPING.AGGREGATE"));

    assertThat(world.decide(Requests.of(request)).code()).contains("FOREIGN_AUTHORITY_REQUEST");
    JsonObject assessment =
        Json.with(
            Papers.assessment(
                world.id("asm"), World.BUREAU, "BUREAU", "REGULATOR", World.YEAR_LATER),
            "mechanism",
            "SECURITY_ASSESSMENT");
    world.append("assessment.filed", Optional.empty(), assessment);
    assertThat(world.decide(Requests.of(request)).code())
        .as("assessed, not approved")
        .contains("FOREIGN_AUTHORITY_REQUEST");
    world.append(
        "assessment.filed", Optional.empty(), Json.with(assessment, "approvalRef", "APP-7"));
    assertThat(world.decide(Requests.of(request)).code()).isEmpty();
  }

  private DecisionRequest soldToTheBank() {
    world.provide("SHOPPING.AGGREGATE");
    world.query("SHOPPING.AGGREGATE");
    DecisionRequest supply = Requests.supply("SHOPPING.AGGREGATE");
    return Requests.purchase(world, world.release(supply, world.decide(supply)));
  }

  /** Ride-West owns a fifth of the bureau and, through a holding, most of the bank. */
  private void rivalOwnsBoth() {
    world.register("ride-holding", "PROCESSOR");
    Filed.own(world, World.RIDE, World.BUREAU, 2000);
    Filed.own(world, World.RIDE, "ride-holding", 9000);
    Filed.own(world, "ride-holding", World.BANK, 6000);
  }

  @Test
  void conflict_rivalsOwnLenderIsRefusedUnlessThePersonWasTold() {
    DecisionRequest purchase = soldToTheBank();
    assertThat(world.decide(purchase).isPermit()).isTrue();
    rivalOwnsBoth();
    assertThat(world.decide(purchase).code()).contains("CONFLICT_NOT_TOLD");

    JsonObject told = Consents.query(world, List.of("SHOPPING.AGGREGATE"));
    world.append(
        "notice.presented",
        Optional.of(World.ALICE),
        Json.object(
            "notice",
            told.getObject("notice").getString("id"),
            "kind",
            "QUERY",
            "discloser",
            World.BUREAU,
            "recipient",
            World.BANK,
            "textHash",
            World.HASH,
            "language",
            "en",
            "items",
            List.of("CONFLICT", "PURPOSE", "RECIPIENT"),
            "highlighted",
            true,
            "channel",
            "SELF"));
    world.consent(told);
    assertThat(world.decide(purchase).code()).as("told").isEmpty();
  }

  @Test
  void conflict_aMinorityOfTheLenderIsNone() {
    DecisionRequest purchase = soldToTheBank();
    Filed.own(world, World.RIDE, World.BUREAU, 2000);
    Filed.own(world, World.RIDE, World.BANK, 5000);

    assertThat(world.decide(purchase).isPermit()).isTrue();
  }
}
