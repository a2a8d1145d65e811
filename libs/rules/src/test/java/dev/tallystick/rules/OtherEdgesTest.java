package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.rules.state.GuardKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every hand-over that is neither from platform to bureau nor from bureau to lender. */
class OtherEdgesTest {
  private static final List<String> ROLES =
      List.of("AUDITOR", "BUREAU", "LENDER", "PLATFORM", "PROCESSOR", "REGULATOR", "STATE_DB");
  private final World world = World.standard();

  @Test
  void edge_r01_r03_r28_r29_r31_allThatThePackDoesNotOpenAreRefusedByTheRuleItNames() {
    Map<String, String> closed =
        Map.of(
            "PLATFORM->LENDER", "DIRECT_PROVISION_PROHIBITED",
            "LENDER->PLATFORM", "BACKFLOW_PROHIBITED",
            "LENDER->LENDER", "ONWARD_PROVISION_PROHIBITED",
            "PROCESSOR->LENDER", "UNLICENSED_SOURCE",
            "PROCESSOR->PROCESSOR", "SUBPROCESSING_PROHIBITED");
    Pack pack = ShippedPacks.get("cn-2022");
    for (String from : ROLES) {
      for (String to : ROLES) {
        world.register("the-giver", from);
        world.register("the-taker", to);
        boolean open = pack.edge(from, to).flatMap(edge -> edge.passage("RELEASE")).isPresent();
        if (!open || closed.containsKey(from + "->" + to)) {
          assertThat(
                  world
                      .decide(Requests.direct("the-giver", "the-taker", "x", "IDENTITY.BASIC"))
                      .code())
              .as(from + "->" + to)
              .isEqualTo(Optional.of(closed.getOrDefault(from + "->" + to, "EDGE_NOT_PERMITTED")));
        }
      }
    }
  }

  /** A closing bureau hands over to a licensed one, under an agreement with an approval. */
  @Test
  void r09_bureauHandsOverUnderAnApprovedExitAlone() {
    world.register("bureau-south", "BUREAU");
    world.key("bureau-south", World.YEAR_LATER);
    world.license("bureau-south", World.YEAR_LATER);
    DecisionRequest exit =
        Requests.of(
            Json.with(
                Json.without(
                    Requests.directJson(World.BUREAU, "bureau-south", "x", "IDENTITY.BASIC"),
                    "purpose"),
                "purpose",
                "CREDIT_REPORTING_SUPPLY"));
    Decision before = world.decide(exit);
    assertThat(before.code()).contains("EXIT_APPROVAL_MISSING");
    assertThat(before.ruleId()).contains("R09");

    String agreement = world.id("agr");
    world.append(
        "agreement.filed",
        Optional.empty(),
        Json.with(
            Papers.agreement(agreement, "EXIT", World.BUREAU, "bureau-south", World.YEAR_LATER),
            "approvalRef",
            "A-7"));

    Decision after = world.decide(exit);
    assertThat(after.code()).isEmpty();
    assertThat(after.granted().agreement()).contains(agreement);
    assertThat(after.guards())
        .containsKeys(GuardKeys.party(World.BUREAU), GuardKeys.party("bureau-south"));
    world.terminate(agreement, World.BUREAU, "bureau-south");
    assertThat(world.decide(exit).code()).contains("EXIT_APPROVAL_MISSING");
  }

  @Test
  void party_unregisteredNamesStandForNobody() {
    assertThat(world.decide(Requests.direct(World.MALL, "no-such", "x", "IDENTITY.BASIC")).code())
        .contains("PARTY_NOT_REGISTERED");
  }

  @Test
  void r29_loanResultsDoNotGoBackToThePlatform() {
    world.consent(
        Consents.consent(
            world,
            "PROVIDE",
            World.BANK,
            World.MALL,
            "LOAN_APPROVAL",
            List.of("LOAN.PERFORMANCE")));

    assertThat(
            world.decide(Requests.direct(World.BANK, World.MALL, "x", "LOAN.PERFORMANCE")).code())
        .contains("BACKFLOW_PROHIBITED");
  }

  /** An instruction is an agreement of its kind between the two; nobody's processor has its own. */
  @Test
  void r31_processorActsOnAnInstructionAndHasNoProcessor() {
    world.register("data-cloud", "PROCESSOR");
    world.key("data-cloud", World.YEAR_LATER);
    assertThat(world.decide(processed("I-1")).ruleId()).contains("R31");

    String agreement = world.id("agr");
    world.append(
        "agreement.filed",
        Optional.empty(),
        Json.with(
            Papers.agreement(agreement, "PROCESSING", World.BANK, "data-cloud", World.YEAR_LATER),
            "instruction",
            "I-1",
            "subprocessing",
            false));
    assertThat(world.decide(processed("I-1")).code()).isEmpty();
    assertThat(world.decide(processed("I-2")).ruleId()).as("another instruction").contains("R31");

    world.register("data-mill", "PROCESSOR");
    assertThat(
            world
                .decide(Requests.direct("data-cloud", "data-mill", "x", "SHOPPING.AGGREGATE"))
                .ruleId())
        .contains("R31");
    world.terminate(agreement, World.BANK, "data-cloud");
    assertThat(world.decide(processed("I-1")).ruleId()).as("after its end").contains("R31");
  }

  private String boughtByTheBank() {
    world.provide("SHOPPING.AGGREGATE");
    world.query("SHOPPING.AGGREGATE");
    DecisionRequest supply = Requests.supply("SHOPPING.AGGREGATE");
    String parent = world.release(supply, world.decide(supply));
    DecisionRequest purchase = Requests.purchase(world, parent);
    return world.release(purchase, world.decide(purchase));
  }

  private static DecisionRequest onward(String parent) {
    return Requests.of(
        Json.object(
            "step",
            "ONWARD",
            "subject",
            World.ALICE,
            "caller",
            World.BANK,
            "from",
            World.BANK,
            "to",
            World.HARBOUR,
            "purpose",
            "LOAN_APPROVAL",
            "parents",
            List.of(Json.object("event", parent, "from", World.BUREAU)),
            "categories",
            List.of("SHOPPING.AGGREGATE")));
  }

  @Test
  void r28_onwardNeedsAConsentThatNamesTheThirdParty() {
    String parent = boughtByTheBank();
    assertThat(world.decide(onward(parent)).code()).contains("ONWARD_PROVISION_PROHIBITED");

    world.consent(
        Consents.consent(
            world,
            "ONWARD",
            World.BANK,
            World.HARBOUR,
            "LOAN_APPROVAL",
            List.of("SHOPPING.AGGREGATE")));

    Decision decision = world.decide(onward(parent));
    assertThat(decision.code()).isEmpty();
    String third = world.release(onward(parent), decision);
    assertThat(world.state().release(third)).isPresent();
  }

  @Test
  void r28_onwardStopsWhenAConsentUpTheChainDoes() {
    String parent = boughtByTheBank();
    world.consent(
        Consents.consent(
            world,
            "ONWARD",
            World.BANK,
            World.HARBOUR,
            "LOAN_APPROVAL",
            List.of("SHOPPING.AGGREGATE")));
    String query =
        world.state().consents(World.ALICE).stream()
            .filter(consent -> consent.kind().equals("QUERY"))
            .findFirst()
            .orElseThrow()
            .id();

    world.withdraw(query);

    assertThat(world.decide(onward(parent)).code()).contains("CONSENT_WITHDRAWN");
  }

  /** What was made of a release, at any remove; what was made of another one is not. */
  @Test
  void r42_madeFrom_findsEveryRecipientDownTheChain() {
    String bought = boughtByTheBank();
    String supplied = world.state().release(bought).orElseThrow().parents().get(0);
    world.consent(
        Consents.consent(
            world,
            "ONWARD",
            World.BANK,
            World.HARBOUR,
            "LOAN_APPROVAL",
            List.of("SHOPPING.AGGREGATE")));
    String passedOn = world.release(onward(bought), world.decide(onward(bought)));
    DecisionRequest supply = Requests.supply("SHOPPING.AGGREGATE");
    String other = world.release(supply, world.decide(supply));

    assertThat(world.state().madeFrom(List.of(supplied)))
        .extracting(release -> release.event())
        .containsExactly(bought, passedOn);
    assertThat(world.state().madeFrom(List.of(other))).isEmpty();
    assertThat(world.state().madeFrom(List.of(world.id("rel")))).isEmpty();
  }

  private static DecisionRequest processed(String instruction) {
    return Requests.of(
        Json.object(
            "step",
            "RELEASE",
            "subject",
            World.ALICE,
            "caller",
            World.BANK,
            "from",
            World.BANK,
            "to",
            "data-cloud",
            "purpose",
            "PROCESSING",
            "purposeObject",
            Json.object("kind", "INSTRUCTION", "ref", instruction),
            "categories",
            List.of("SHOPPING.AGGREGATE")));
  }

  @Test
  void release_loanPerformanceGoesToABureauOnWrittenConsent() {
    DecisionRequest request =
        Requests.of(
            Json.object(
                "step", "RELEASE",
                "subject", World.ALICE,
                "caller", World.BANK,
                "from", World.BANK,
                "to", World.BUREAU,
                "purpose", "CREDIT_REPORTING_SUPPLY",
                "categories", List.of("LOAN.PERFORMANCE")));
    assertThat(world.decide(request).code()).contains("SEPARATE_CONSENT_MISSING");

    world.consent(
        Consents.consent(
            world,
            "PROVIDE",
            World.BANK,
            World.BUREAU,
            "CREDIT_REPORTING_SUPPLY",
            List.of("LOAN.PERFORMANCE")));

    assertThat(world.decide(request).code()).isEmpty();
  }

  @Test
  void release_toTheRegulatorNeedsALegalBasisAndNoConsent() {
    world.register("credit-authority", "REGULATOR");
    world.key("credit-authority", World.YEAR_LATER);
    var json =
        Json.object(
            "step", "RELEASE",
            "subject", World.ALICE,
            "caller", "credit-authority",
            "from", World.MALL,
            "to", "credit-authority",
            "purpose", "REGULATORY",
            "categories", List.of("SHOPPING.ORDER"));
    assertThat(world.decide(Requests.of(json)).code()).contains("PURPOSE_UNSUPPORTED");

    Decision decision =
        world.decide(
            Requests.of(
                Json.with(
                    json, "purposeObject", Json.object("kind", "LEGAL_BASIS", "ref", "LB-1"))));

    assertThat(decision.code()).isEmpty();
    assertThat(decision.categories()).containsExactly("SHOPPING.ORDER");
  }

  @Test
  void decide_withoutAPackNothingIsPermitted() {
    Decision decision =
        Rules.decide(
            dev.tallystick.rules.state.State.EMPTY,
            Requests.supply("SHOPPING.AGGREGATE"),
            World.START,
            ShippedPacks.shelf());

    assertThat(decision.code()).contains("NO_RULES_IN_FORCE");
  }

  @Test
  void decide_aPackThatIsNotHereIsNotReplacedByAnother() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () ->
                    Rules.decide(
                        world.state(),
                        Requests.supply("SHOPPING.AGGREGATE"),
                        World.START,
                        dev.tallystick.rules.pack.PackShelf.EMPTY)))
        .isInstanceOf(PackMissingException.class);
  }
}
