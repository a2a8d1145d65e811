package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.pack.BreachTerms;
import dev.tallystick.rules.pack.FreeReports;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.ShippedPacks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What persons see of their own data, and are told when it got out. */
class OwnDataRulesTest {
  private final World world = World.standard();

  /** Item-level orders serve no lender; the person whose they are sees them. */
  @Test
  void r40_aPersonsLookAtTheirOwnDataIsServedByEveryCategoryAgreedTo() {
    world.provide("SHOPPING.AGGREGATE", "SHOPPING.ORDER");
    DecisionRequest own =
        Requests.of(
            Json.with(
                Requests.supplyJson("SHOPPING.AGGREGATE", "SHOPPING.ORDER"),
                "endPurpose",
                "SELF_INQUIRY"));

    assertThat(world.decide(Requests.supply("SHOPPING.AGGREGATE", "SHOPPING.ORDER")).categories())
        .as("for a loan")
        .containsExactly("SHOPPING.AGGREGATE");
    assertThat(world.decide(own).categories())
        .containsExactly("SHOPPING.AGGREGATE", "SHOPPING.ORDER");
  }

  @Test
  void r40_twoReportsOfAYearAreFree_andInTheLaterPackEveryOneOnline() {
    FreeReports counted = ShippedPacks.get("cn-2022").freeReports();
    FreeReports later = ShippedPacks.get("cn-2025").freeReports();

    assertThat(counted.isFree(2, false)).isTrue();
    assertThat(counted.isFree(3, false)).isFalse();
    assertThat(counted.isFree(3, true)).isFalse();
    assertThat(later.isFree(3, false)).isFalse();
    assertThat(later.isFree(3, true)).isTrue();
    assertThat(Packs.over("selfReports: {freePerYear: 1}").freeReports().isFree(2, false))
        .isFalse();
  }

  @Test
  void r55_aNoticeLacksNoneOfTheThreeContents() {
    BreachDraft whole = draft("a bucket was open", "homes may be known", "closed");
    assertThat(judge(whole).isAccepted()).isTrue();

    assertThat(judge(draft(" ", "homes may be known", "closed")).missing())
        .containsExactly("cause");
    assertThat(judge(draft("a bucket was open", "", "closed")).missing()).containsExactly("harm");
    assertThat(judge(draft("a bucket was open", "homes may be known", "")).missing())
        .containsExactly("measures");
    Verdict bare =
        judge(
            new BreachDraft(
                Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(bare.refusal().orElseThrow())
        .isEqualTo(new Decision.Refusal("BREACH_NOTICE_INCOMPLETE", "R55", 422));
    assertThat(bare.missing()).containsExactly("cause", "contact", "harm", "kinds", "measures");
  }

  @Test
  void r55_theTermsAreThoseOfThePack() {
    Instant detected = Instant.parse("2026-03-02T20:00:00Z");
    Pack hours = Packs.over("breaches: {authority: PT72H, people: PT0H}");
    Duration authority = hours.breachTerms().authority();

    assertThat(BreachTerms.dueAt(authority, detected))
        .contains(Instant.parse("2026-03-05T20:00:00Z"));
    assertThat(BreachTerms.dueOn(authority, detected, hours.zone()))
        .isEqualTo(LocalDate.parse("2026-03-06"));
    Duration atOnce = ShippedPacks.get("cn-2022").breachTerms().authority();
    assertThat(BreachTerms.dueAt(atOnce, detected)).isEmpty();
    assertThat(BreachTerms.dueOn(atOnce, detected, hours.zone()))
        .as("the local day")
        .isEqualTo(LocalDate.parse("2026-03-03"));
  }

  private Verdict judge(BreachDraft draft) {
    return BreachRules.notice(world.state(), draft, world.now(), world.shelf());
  }

  private static BreachDraft draft(String cause, String harm, String measures) {
    return new BreachDraft(
        Set.of("MOBILITY.RIDE"),
        Optional.of(cause),
        Optional.of(harm),
        Optional.of(measures),
        Optional.of("privacy@ride-west.example"));
  }
}
