package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.state.Fee;
import dev.tallystick.rules.state.GuardKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is counted: fees, uses, and the time for which a permit holds. */
class CountedRulesTest {
  private final World world = World.standard();

  /** A supply of the categories, logged. */
  private String supplied(String... categories) {
    DecisionRequest request = Requests.supply(categories);
    return world.release(request, world.decide(request));
  }

  private String bought(String parent) {
    DecisionRequest request = Requests.purchase(world, parent);
    return world.release(request, world.decide(request));
  }

  @Test
  void r59_feeHasToBeThatOfTheTariffInForce() {
    world.query("SHOPPING.AGGREGATE");
    Instant change = World.START.plusSeconds(3600);
    String old = world.tariff;
    String next = world.tariff(150, change);
    DecisionRequest claimsOld =
        Requests.of(
            Json.with(
                Requests.purchaseJson(world),
                "fee",
                Json.object("amount", 120, "currency", "CNY", "tariff", old, "line", "score-std")));

    Decision last = world.at(change.minusMillis(1)).decide(claimsOld);
    assertThat(last.isPermit()).isTrue();
    assertThat(last.window().notAfter()).isEqualTo(change.minusMillis(1));
    assertThat(world.at(change).decide(claimsOld).code()).contains("FEE_NOT_IN_TARIFF");
    assertThat(world.decide(Requests.purchase(world)).granted().fee())
        .contains(new Fee(150, "CNY", next, "score-std", Optional.empty()));
  }

  @Test
  void r59_noLineForTheLendersClassMeansNoSale() {
    world.query("SHOPPING.AGGREGATE");
    world.append(
        "party.registered",
        Optional.empty(),
        Json.with(Papers.party(World.BANK, "LENDER"), "userClass", "SMALL_LENDER"));

    assertThat(world.decide(Requests.purchase(world)).code()).contains("FEE_NOT_IN_TARIFF");
  }

  /** R60: 23:59 and 00:01 in Shanghai are two fees, 00:01 and 23:59 of one day are one. */
  @Test
  void r60_oncePerLocalDay() {
    world.provide("SHOPPING.AGGREGATE");
    world.query("SHOPPING.AGGREGATE");
    String parent = supplied("SHOPPING.AGGREGATE");
    Instant midnight = Instant.parse("2026-03-03T16:00:00Z");

    world.at(midnight.minusSeconds(60));
    Decision late = world.decide(Requests.purchase(world, parent));
    assertThat(late.granted().fee().orElseThrow().amount()).isEqualTo(120);
    world.at(midnight.minusSeconds(5));
    assertThat(world.decide(Requests.purchase(world, parent)).window().notAfter())
        .isEqualTo(midnight.minusMillis(1));
    bought(parent);
    world.at(midnight.plusSeconds(60));
    Decision early = world.decide(Requests.purchase(world, parent));
    assertThat(early.granted().fee().orElseThrow().amount()).as("another day").isEqualTo(120);
    String first = bought(parent);

    world.at(midnight.plus(Duration.ofDays(1)).minusMillis(1));
    Fee again = world.decide(Requests.purchase(world, parent)).granted().fee().orElseThrow();
    assertThat(again).isEqualTo(new Fee(0, "CNY", world.tariff, "score-std", Optional.of(first)));
  }

  @Test
  void r60_reversedFeeIsNoneUntilItsCauseIsVoid() {
    world.provide("SHOPPING.AGGREGATE");
    world.query("SHOPPING.AGGREGATE");
    String parent = supplied("SHOPPING.AGGREGATE");
    String first = bought(parent);
    String lost =
        world.append(
            "data.undelivered",
            Optional.of(World.ALICE),
            Json.object(
                "release",
                first,
                "from",
                World.BUREAU,
                "to",
                World.BANK,
                "reason",
                "NO_ANSWER",
                "attempts",
                3));
    world.append(
        "fee.reversed",
        Optional.of(World.ALICE),
        Json.object(
            "release",
            first,
            "from",
            World.BUREAU,
            "to",
            World.BANK,
            "fee",
            Json.object(
                "amount", 120, "currency", "CNY", "tariff", world.tariff, "line", "score-std"),
            "reason",
            "UNDELIVERED",
            "cause",
            lost));
    assertThat(amount(parent)).as("reversed").isEqualTo(120);

    Releases.received(world, first, Optional.of(lost));

    assertThat(amount(parent)).as("restored").isZero();
  }

  private long amount(String parent) {
    return world.decide(Requests.purchase(world, parent)).granted().fee().orElseThrow().amount();
  }

  @Test
  void limit_usesAreCountedAndTheGuardMoves() {
    world.provide("SHOPPING.AGGREGATE");
    String query =
        world.consent(
            Json.with(Consents.query(world, List.of("SHOPPING.AGGREGATE")), "useLimit", 2));
    String parent = supplied("SHOPPING.AGGREGATE");

    for (long use = 0; use < 2; use++) {
      Decision decision = world.decide(Requests.purchase(world, parent));
      assertThat(decision.guards()).containsEntry(GuardKeys.use(query), use);
      assertThat(decision.advances()).contains(GuardKeys.use(query));
      world.release(Requests.purchase(world, parent), decision);
    }

    assertThat(world.decide(Requests.purchase(world, parent)).code())
        .contains("CONSENT_LIMIT_REACHED");
  }

  @Test
  void limit_frequencyCountsTheReleasesOfTheWindow() {
    world.provide("SHOPPING.AGGREGATE");
    world.consent(
        Json.with(
            Consents.query(world, List.of("SHOPPING.AGGREGATE")),
            "frequency",
            Json.object("count", 1, "window", "P1D")));
    String parent = supplied("SHOPPING.AGGREGATE");
    bought(parent);
    Instant bought = world.now();

    world.at(bought.plus(Duration.ofDays(1)).minusMillis(1));
    assertThat(world.decide(Requests.purchase(world, parent)).code())
        .contains("CONSENT_LIMIT_REACHED");
    world.at(bought.plus(Duration.ofDays(1)));
    Decision decision = world.decide(Requests.purchase(world, parent));
    assertThat(decision.isPermit()).isTrue();
    assertThat(decision.window().notBefore()).isEqualTo(world.now());
  }

  @Test
  void pack_noPermitOutlivesTheNextOne() {
    world.query("SHOPPING.AGGREGATE");
    Instant next = World.START.plusSeconds(5);
    world.activate(dev.tallystick.rules.pack.ShippedPacks.get("cn-2022"), next);

    assertThat(world.decide(Requests.purchase(world)).window().notAfter())
        .isEqualTo(next.minusMillis(1));
  }

  @Test
  void window_isTheLifetimeOfThePackAtMost() {
    world.query("SHOPPING.AGGREGATE");
    world.later(Duration.ofMinutes(1));

    Decision.Window window = world.decide(Requests.purchase(world)).window();

    assertThat(window.notAfter()).isEqualTo(world.now().plusSeconds(10));
    assertThat(window.notBefore()).isEqualTo(world.now().minusSeconds(10));
  }
}
