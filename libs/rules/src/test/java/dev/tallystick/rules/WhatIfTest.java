package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.audit.Change;
import dev.tallystick.rules.audit.SignedClaims;
import dev.tallystick.rules.audit.WhatIf;
import dev.tallystick.rules.audit.WhatIfReport;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.ShippedPacks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Past traffic put to another pack. */
class WhatIfTest {
  private final World world = World.standard();

  private void supplyAndBuy() {
    DecisionRequest supply = Requests.supply("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
    String parent = world.release(supply, world.decide(supply));
    DecisionRequest purchase = Requests.purchase(world, parent);
    world.release(purchase, world.decide(purchase));
  }

  /** Two months of traffic: a purchase in each, a direct sale, a refusal told three times. */
  private void live() {
    world.provide("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
    world.query("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
    supplyAndBuy();
    world.later(Duration.ofDays(35));
    supplyAndBuy();
    DecisionRequest direct = Requests.direct(World.MALL, World.BANK, "x", "IDENTITY.BASIC");
    String first = Releases.deny(world, direct, world.decide(direct));
    world.append(
        "data.denied",
        Optional.of(World.ALICE),
        Json.object(
            "step",
            "RELEASE",
            "caller",
            World.MALL,
            "from",
            World.MALL,
            "to",
            World.BANK,
            "code",
            "DIRECT_PROVISION_PROHIBITED",
            "ruleIds",
            List.of("R01"),
            "pack",
            "cn-2022",
            "first",
            first,
            "repeats",
            3));
  }

  private WhatIfReport under(Pack pack, Instant from, Instant to, boolean internal) {
    WhatIf whatIf =
        new WhatIf(pack, from.toEpochMilli(), to.toEpochMilli(), SignedClaims.unverified());
    for (int i = 0; i < world.events().size(); i++) {
      whatIf.accept(world.events().get(i), internal ? world.internals().get(i) : Optional.empty());
    }
    return whatIf.report();
  }

  private static WhatIfReport.Row row(SortedMap<String, WhatIfReport.Row> rows, String key) {
    return rows.getOrDefault(key, new WhatIfReport.Row(Map.of()));
  }

  private WhatIfReport under(Pack pack) {
    return under(pack, World.START, World.YEAR_LATER, true);
  }

  @Test
  void report_underThePackThatDecidedChangesNothing() {
    live();

    WhatIfReport report = under(ShippedPacks.get("cn-2022"));

    assertThat(report.totals().decisions()).isEqualTo(8);
    assertThat(report.totals().of(Change.NONE)).isEqualTo(8);
    assertThat(report.permitted()).isEqualTo(4);
    assertThat(report.unreadable()).isZero();
    assertThat(report.byRule()).isEmpty();
    assertThat(report.addsUp()).isTrue();
    assertThat(under(ShippedPacks.get("cn-2022"), World.START, World.YEAR_LATER, false))
        .as("from the bodies alone, as a follower of the log sees them")
        .isEqualTo(report);
  }

  @Test
  void report_r07_tellsWhatTheLaterPackWouldRefuse() {
    live();

    WhatIfReport report = under(ShippedPacks.get("cn-2025"));

    assertThat(report.totals().of(Change.NEWLY_REFUSED)).isEqualTo(2);
    assertThat(report.byRule()).containsOnlyKeys("R07");
    assertThat(report.byMonth()).containsOnlyKeys("2026-03", "2026-04");
    assertThat(row(report.byMonth(), "2026-03").of(Change.NEWLY_REFUSED)).isEqualTo(1);
    assertThat(row(report.byRecipient(), World.BANK).of(Change.NEWLY_REFUSED)).isEqualTo(2);
    assertThat(report.addsUp()).isTrue();
  }

  @Test
  void report_underAPackWithOtherEdgesCountsEveryKindOfChange() {
    live();
    Pack open =
        Packs.over(
            """
            edges:
              PLATFORM->LENDER: {closed: R01, RELEASE: {purposes: [CREDIT]}}
            categories: {TRAVEL.AGGREGATE: {tiers: [S], purposes: [CREDIT]}}
            """);

    WhatIfReport report = under(open);

    assertThat(report.totals().of(Change.NEWLY_PERMITTED)).as("with its repeats").isEqualTo(4);
    assertThat(report.totals().of(Change.OTHER_CATEGORIES)).isEqualTo(4);
    assertThat(report.byRule().keySet()).isEqualTo(Set.of("R01", "R20"));
    assertThat(row(report.byDiscloser(), World.MALL).decisions()).isEqualTo(6);
    assertThat(report.addsUp()).isTrue();
    assertThat(report.toJson().getObject("totals").getInteger("newlyPermitted")).isEqualTo(4);
  }

  @Test
  void report_looksAtTheSpanOnly() {
    live();

    WhatIfReport april =
        under(
            ShippedPacks.get("cn-2022"),
            World.START.plus(Duration.ofDays(30)),
            World.YEAR_LATER,
            true);

    assertThat(april.totals().decisions()).isEqualTo(6);
    assertThat(april.byMonth()).containsOnlyKeys("2026-04");
  }
}
