package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.state.Fee;
import dev.tallystick.rules.state.GuardKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two tokens are one person while a claim that was confirmed holds, and at no other time. */
class LinkedTokensTest {
  private static final DecisionRequest BOBS = Requests.supplyOf(World.BOB, "SHOPPING.AGGREGATE");

  private final World world = World.standard();

  private void assertClosed() {
    assertThat(world.state().tokensOf(World.BOB)).containsExactly(World.BOB);
    assertThat(world.decide(BOBS).isPermit()).isFalse();
  }

  @Test
  void consent_underOneToken_opensWhatIsKeptUnderTheOther() {
    world.provide("SHOPPING.AGGREGATE");
    assertClosed();
    String claim = world.claim(World.ALICE, World.BOB);
    assertClosed();

    String link = world.link(claim, World.BOB, World.ALICE);

    Decision decision = world.decide(BOBS);
    assertThat(decision.isPermit()).isTrue();
    assertThat(decision.guards().keySet())
        .anyMatch(key -> key.equals(identity(World.ALICE)))
        .anyMatch(key -> key.equals(identity(World.BOB)));

    world.unlink(claim, link, World.ALICE, World.BOB);
    assertClosed();
  }

  private static String identity(String token) {
    return GuardKeys.identity(token);
  }

  @Test
  void unlinking_movesTheGuardsThatAPermitRestsOn() {
    world.provide("SHOPPING.AGGREGATE");
    String claim = world.claim(World.ALICE, World.BOB);
    String link = world.link(claim, World.ALICE, World.BOB);
    Map<String, Long> guards = world.decide(BOBS).guards();

    world.unlink(claim, link, World.BOB, World.ALICE);

    assertThat(guards.entrySet())
        .anyMatch(guard -> world.state().guard(guard.getKey()) != guard.getValue());
  }

  @Test
  void link_withoutAClaimAboutTheseTwo_opensNothing() {
    world.provide("SHOPPING.AGGREGATE");
    String another = world.claim(World.BOB, "sub_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    for (String claim : List.of(world.id("clm"), another)) {
      String unused = world.link(claim, World.BOB, World.ALICE);
      assertClosed();
    }
  }

  @Test
  void claim_thatWasDisputed_isNotConfirmedAnyMore() {
    world.provide("SHOPPING.AGGREGATE");
    String claim = world.claim(World.ALICE, World.BOB);
    world.dispute(claim, World.ALICE);

    String unused = world.link(claim, World.BOB, World.ALICE);

    assertClosed();
  }

  @Test
  void claim_lapsesAfterThirtyDays_judgedWhenItIsUsed() {
    world.provide("SHOPPING.AGGREGATE");
    String claim = world.claim(World.ALICE, World.BOB);
    String late = world.claim(World.ALICE, World.BOB);
    world.later(Duration.ofDays(30).minusMillis(1));
    String link = world.link(claim, World.BOB, World.ALICE);
    assertThat(world.state().tokensOf(World.BOB)).hasSize(2);
    world.unlink(claim, link, World.BOB, World.ALICE);
    world.later(Duration.ofMillis(1));

    String unused = world.link(late, World.BOB, World.ALICE);

    assertClosed();
  }

  @Test
  void claim_isUsedOnce() {
    world.provide("SHOPPING.AGGREGATE");
    String claim = world.claim(World.ALICE, World.BOB);
    String link = world.link(claim, World.BOB, World.ALICE);
    world.unlink(claim, link, World.BOB, World.ALICE);

    String unused = world.link(claim, World.BOB, World.ALICE);

    assertClosed();
  }

  @Test
  void unlinking_thatTheLogHasFirst_closesTheClaim() {
    world.provide("SHOPPING.AGGREGATE");
    String claim = world.claim(World.ALICE, World.BOB);
    world.unlink(claim, claim.substring(4), World.BOB, World.ALICE);

    String unused = world.link(claim, World.BOB, World.ALICE);

    assertClosed();
  }

  /** A day's fee is one by person, whichever of their tokens the bank has asked about. */
  @Test
  void r60_twoLinkedTokens_areChargedOnce_andAfterUnlinkingTwice() {
    List<String> categories = List.of("SHOPPING.AGGREGATE");
    for (String person : List.of(World.ALICE, World.BOB)) {
      world.append("consent.given", Optional.of(person), Consents.provide(world, categories));
      world.append("consent.given", Optional.of(person), Consents.query(world, categories));
    }
    DecisionRequest supply = Requests.supply("SHOPPING.AGGREGATE");
    String parent = world.release(supply, world.decide(supply));
    DecisionRequest purchase = Requests.purchase(world, parent);
    String sold = world.release(purchase, world.decide(purchase));
    DecisionRequest bobs =
        Requests.of(Json.with(Requests.purchaseJson(world), "subject", World.BOB));
    assertThat(fee(world.decide(bobs)).amount()).as("two persons").isEqualTo(120);

    String claim = world.claim(World.ALICE, World.BOB);
    String link = world.link(claim, World.BOB, World.ALICE);

    Decision again = world.decide(bobs);
    assertThat(fee(again).amount()).isZero();
    assertThat(fee(again).dedupOf()).contains(sold);
    assertThat(again.guards())
        .containsEntry(GuardKeys.charge(World.BUREAU, World.BANK, World.ALICE, world.product), 1L)
        .containsEntry(GuardKeys.charge(World.BUREAU, World.BANK, World.BOB, world.product), 0L);
    assertThat(again.advances())
        .containsExactly(GuardKeys.charge(World.BUREAU, World.BANK, World.BOB, world.product));

    world.unlink(claim, link, World.BOB, World.ALICE);
    assertThat(fee(world.decide(bobs)).amount()).as("two persons again").isEqualTo(120);
  }

  private static Fee fee(Decision decision) {
    return decision.granted().fee().orElseThrow();
  }
}
