package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.audit.DecisionAudit;
import dev.tallystick.rules.audit.SignedClaims;
import dev.tallystick.rules.audit.WhatIf;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How fast the engine is, on one core; for {@code bench/README.md}, not for every build. By the
 * processor time of the thread, so that a busy machine counts less.
 */
@EnabledIfSystemProperty(named = "tallystick.speed", matches = "true")
class SpeedTest {
  private static final int ROUNDS = 4;
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
  private static final int PERSONS = 2_000;
  private static final int REPLAYED = 20_000;
  private static final long NANOS = 1_000_000_000L;

  private static void measure(String what, LongSupplier round) {
    double best = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long begin = THREAD.getCurrentThreadCpuTime();
      long done = round.getAsLong();
      best = Math.max(best, (double) done * NANOS / (THREAD.getCurrentThreadCpuTime() - begin));
    }
    System.out.printf("%s: %,.0f a second%n", what, best);
    assertThat(best).as(what).isPositive();
  }

  @Test
  void speed() {
    World world = World.standard();
    world.provide("SHOPPING.AGGREGATE");
    world.query("SHOPPING.AGGREGATE");
    DecisionRequest supply = Requests.supply("SHOPPING.AGGREGATE");
    DecisionRequest purchase =
        Requests.purchase(world, world.release(supply, world.decide(supply)));
    measure(
        "decide, release-1",
        () -> {
          for (int i = 0; i < 100_000; i++) {
            assertThat(world.decide(supply).isPermit()).isTrue();
          }
          return 100_000;
        });
    measure(
        "decide, release-2 with its parent and fee",
        () -> {
          for (int i = 0; i < 100_000; i++) {
            assertThat(world.decide(purchase).isPermit()).isTrue();
          }
          return 100_000;
        });
    World market = market();
    World hard = new Interleaving(1, true).run(4_000).world();
    measure("rebuild, events", () -> rebuild(market));
    measure("replay, decisions (I2 and I3, without signatures)", () -> replay(market));
    measure("replay under another pack, decisions", () -> replayUnderAnother(market));
    measure("rebuild, two persons with hundreds of consents each", () -> rebuild(hard));
    measure("replay of the same, decisions", () -> replay(hard));
    measure("replay of the same under another pack, decisions", () -> replayUnderAnother(hard));
  }

  /** Persons with two consents each, a supply and a purchase about each of them. */
  private static World market() {
    World world = World.standard();
    for (int i = 0; i < PERSONS; i++) {
      String person =
          "sub_"
              + "%025d"
                  .formatted(i)
                  .replace('0', 'a')
                  .replace('1', 'b')
                  .replace('8', 'c')
                  .replace('9', 'd')
              + "a";
      List<String> categories = List.of("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
      world.append("consent.given", Optional.of(person), Consents.provide(world, categories));
      world.append("consent.given", Optional.of(person), Consents.query(world, categories));
      DecisionRequest supply =
          Requests.of(Json.with(Requests.supplyJson("SHOPPING.AGGREGATE"), "subject", person));
      String release = world.release(supply, world.decide(supply));
      DecisionRequest purchase =
          Requests.of(Json.with(Requests.purchaseJson(world, release), "subject", person));
      world.release(purchase, world.decide(purchase));
    }
    return world;
  }

  private static long rebuild(World log) {
    List<LoggedEvent> events = log.events();
    State state = State.EMPTY;
    for (int i = 0; i < 20; i++) {
      state = State.EMPTY;
      for (LoggedEvent event : events) {
        state = state.fold(event);
      }
    }
    return 20L * state.size();
  }

  private static long replay(World log) {
    List<LoggedEvent> events = log.events();
    List<Optional<JsonObject>> internals = log.internals();
    long decisions = 0;
    while (decisions < REPLAYED) {
      DecisionAudit audit = new DecisionAudit(Packs.shelf(), SignedClaims.unverified());
      for (int i = 0; i < events.size(); i++) {
        var unused = audit.accept(events.get(i), internals.get(i));
      }
      assertThat(audit.counts()).containsOnlyKeys(DecisionAudit.Verdict.HOLDS);
      decisions += audit.counts().values().stream().mapToLong(Long::longValue).sum();
    }
    return decisions;
  }

  private static long replayUnderAnother(World log) {
    List<LoggedEvent> events = log.events();
    List<Optional<JsonObject>> internals = log.internals();
    long decisions = 0;
    while (decisions < REPLAYED) {
      WhatIf whatIf =
          new WhatIf(ShippedPacks.get("cn-2025"), 0, Long.MAX_VALUE, SignedClaims.unverified());
      for (int i = 0; i < events.size(); i++) {
        whatIf.accept(events.get(i), internals.get(i));
      }
      decisions += whatIf.report().totals().decisions();
    }
    return decisions;
  }
}
