package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.pack.ShippedPacks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What cn-2025 asks beyond cn-2022. */
class LaterPackTest {
  private final World world = World.standard();

  private DecisionRequest purchase() {
    world.provide("SHOPPING.AGGREGATE");
    world.query("SHOPPING.AGGREGATE");
    DecisionRequest supply = Requests.supply("SHOPPING.AGGREGATE");
    return Requests.purchase(world, world.release(supply, world.decide(supply)));
  }

  private void listPartners(Instant from, List<String> partners) {
    world.append(
        "plan.filed",
        Optional.empty(),
        Json.object(
            "plan",
            world.id("pla"),
            "version",
            1,
            "kind",
            "PARTNERS",
            "party",
            World.BANK,
            "partners",
            partners,
            "effectiveFrom",
            World.time(from)));
  }

  @Test
  void r07_platformHasToBeOnTheLendersListOfThatDay() {
    DecisionRequest purchase = purchase();
    assertThat(world.decide(purchase).isPermit()).as("cn-2022").isTrue();

    world.activate(ShippedPacks.get("cn-2025"), world.now());
    assertThat(world.decide(purchase).code()).contains("PARTNER_NOT_LISTED");
    Instant change = world.now().plusSeconds(3600);
    listPartners(world.now(), List.of(World.MALL, World.RIDE));
    listPartners(change, List.of(World.RIDE));

    Decision last = world.at(change.minusMillis(1)).decide(purchase);
    assertThat(last.code()).isEmpty();
    assertThat(last.window().notAfter()).isEqualTo(change.minusMillis(1));
    assertThat(world.at(change).decide(purchase).code()).contains("PARTNER_NOT_LISTED");
  }

  @Test
  void r07_replayUnderTheLaterPackTellsWhatWouldBeRefused() {
    DecisionRequest purchase = purchase();
    Instant before = world.now();
    world.activate(ShippedPacks.get("cn-2025"), before.plus(Duration.ofDays(1)));

    assertThat(world.decide(purchase).isPermit()).isTrue();
    assertThat(world.at(before.plus(Duration.ofDays(1))).decide(purchase).code())
        .contains("PARTNER_NOT_LISTED");
  }

  @Test
  void r18_noAskingAgainForThirtyDaysAfterANo() {
    world.append(
        "consent.refused",
        Optional.of(World.ALICE),
        Json.object(
            "kind", "QUERY",
            "recipient", World.BANK,
            "purpose", "LOAN_APPROVAL",
            "channel", "SELF"));
    Instant no = world.now();
    assertThat(prompt(no.plusSeconds(1), "LOAN_APPROVAL")).as("cn-2022").isEmpty();

    world.activate(ShippedPacks.get("cn-2025"), no);

    assertThat(prompt(no.plus(Duration.ofDays(29)), "LOAN_APPROVAL"))
        .contains("CONSENT_PROMPT_COOLDOWN");
    assertThat(prompt(no.plus(Duration.ofDays(30)).minusMillis(1), "LOAN_APPROVAL")).isPresent();
    assertThat(prompt(no.plus(Duration.ofDays(31)), "LOAN_APPROVAL")).isEmpty();
    assertThat(prompt(no.plusSeconds(1), "ANTI_FRAUD")).as("another purpose").isEmpty();
  }

  private Optional<String> prompt(Instant instant, String purpose) {
    return PromptRules.check(
            world.state(), World.ALICE, World.BANK, purpose, instant, world.shelf())
        .refusal()
        .map(Decision.Refusal::code);
  }
}
