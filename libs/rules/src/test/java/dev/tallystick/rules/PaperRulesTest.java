package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.rules.state.GuardKeys;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Agreements and owners. */
class PaperRulesTest {
  private final World world = World.standard();
  private final SortedSet<String> clauses =
      ShippedPacks.get("cn-2022").agreementKind("SUPPLY").orElseThrow().clauses();

  private Verdict check(String provider, String receiver, SortedSet<String> said) {
    return AgreementRules.check(
        world.state(),
        new AgreementDraft(
            world.id("agr"),
            "SUPPLY",
            provider,
            receiver,
            said,
            World.START,
            World.YEAR_LATER,
            Optional.empty(),
            Optional.empty()),
        world.now(),
        world.shelf());
  }

  /** R06: eight clauses, eight refusals. */
  @Test
  void r06_eachClauseHasToBeThere() {
    assertThat(clauses).hasSize(8);
    assertThat(check(World.RIDE, World.BUREAU, clauses).isAccepted()).isTrue();
    for (String clause : clauses) {
      SortedSet<String> others = new TreeSet<>(clauses);
      others.remove(clause);
      Verdict verdict = check(World.RIDE, World.BUREAU, others);
      assertThat(verdict.refusal().map(Decision.Refusal::code))
          .as(clause)
          .contains("AGREEMENT_INCOMPLETE");
      assertThat(verdict.missing()).containsExactly(clause);
    }
  }

  @Test
  void r06_partiesHaveToBeOfTheRightRoles() {
    assertThat(check(World.BUREAU, World.RIDE, clauses).ruleIds()).containsExactly("PARTY");
    assertThat(check(World.RIDE, "no-such", clauses).ruleIds()).containsExactly("PARTY");
  }

  @Test
  void r06_restsOnBothPartiesAndThePack() {
    assertThat(check(World.RIDE, World.BUREAU, clauses).guards())
        .containsOnlyKeys(
            GuardKeys.pack("cn"), GuardKeys.party(World.RIDE), GuardKeys.party(World.BUREAU));
  }

  @Test
  void r09_exitAgreementNeedsTheRegulatorsApproval() {
    world.register("bureau-south", "BUREAU");
    for (Optional<String> approval : List.of(Optional.<String>empty(), Optional.of("A-7"))) {
      AgreementDraft exit =
          new AgreementDraft(
              world.id("agr"),
              "EXIT",
              World.BUREAU,
              "bureau-south",
              new TreeSet<>(List.of("PURPOSE_METHOD_SCOPE", "SECURITY")),
              World.START,
              World.YEAR_LATER,
              approval,
              Optional.empty());

      Verdict verdict = AgreementRules.check(world.state(), exit, world.now(), world.shelf());

      assertThat(verdict.ruleIds()).isEqualTo(approval.isPresent() ? List.of() : List.of("R09"));
    }
  }

  private Verdict processing(String provider, boolean subprocessing) {
    return AgreementRules.check(
        world.state(),
        new AgreementDraft(
            world.id("agr"),
            "PROCESSING",
            provider,
            "data-cloud",
            ShippedPacks.get("cn-2022").agreementKind("PROCESSING").orElseThrow().clauses(),
            World.START,
            World.YEAR_LATER,
            Optional.empty(),
            Optional.of(new AgreementDraft.Processing("I-1", subprocessing))),
        world.now(),
        world.shelf());
  }

  @Test
  void r31_processorHasNoProcessorOfItsOwn() {
    world.register("data-cloud", "PROCESSOR");
    world.register("data-tech", "PROCESSOR");

    assertThat(processing(World.BANK, false).isAccepted()).isTrue();
    assertThat(processing(World.BANK, true).refusal().map(Decision.Refusal::code))
        .contains("SUBPROCESSING_PROHIBITED");
    assertThat(processing("data-tech", false).refusal().map(Decision.Refusal::code))
        .contains("SUBPROCESSING_PROHIBITED");
  }

  private Verdict own(long basisPoints, Optional<String> approval) {
    return OwnershipRules.check(
        world.state(),
        new OwnershipDraft(World.MALL, World.BUREAU, basisPoints, approval),
        world.now(),
        world.shelf());
  }

  @Test
  void r62_fivePercentNeedsAnApproval() {
    assertThat(own(499, Optional.empty()).isAccepted()).isTrue();
    assertThat(own(500, Optional.empty()).refusal().map(Decision.Refusal::code))
        .contains("SHAREHOLDER_APPROVAL_MISSING");
    assertThat(own(500, Optional.of("A-1")).isAccepted()).isTrue();
  }

  @Test
  void conflicts_ownersThatCompeteWithTheSource() {
    world.append(
        "ownership.recorded",
        Optional.empty(),
        Json.object(
            "holder",
            World.MALL,
            "held",
            World.BUREAU,
            "basisPoints",
            2500,
            "since",
            "2026-01-01",
            "approvalRef",
            "A-1"));

    assertThat(
            OwnershipRules.conflicts(
                world.state(), World.BUREAU, World.RIDE, world.now(), world.shelf()))
        .extracting(Ownership.Stake::holder)
        .containsExactly(World.MALL);
    assertThat(
            OwnershipRules.conflicts(
                world.state(), World.BUREAU, World.MALL, world.now(), world.shelf()))
        .isEmpty();
  }
}
