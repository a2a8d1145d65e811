package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.audit.DecisionAudit;
import dev.tallystick.rules.audit.SignedClaims;
import dev.tallystick.rules.audit.WhatIf;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How fast the engine is, on one core; for {@code bench/README.md}, not for every build. By the
 * processor time of the thread, so that a busy machine counts less.
 */
@EnabledIfSystemProperty(named = "tallystick.speed", matches = "true")
class SpeedTest {
  private static final int ROUNDS = 5;
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
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
          for (int i = 0; i < 50_000; i++) {
            assertThat(world.decide(supply).isPermit()).isTrue();
          }
          return 50_000;
        });
    measure(
        "decide, release-2 with its parent and fee",
        () -> {
          for (int i = 0; i < 50_000; i++) {
            assertThat(world.decide(purchase).isPermit()).isTrue();
          }
          return 50_000;
        });
    Interleaving played = new Interleaving(1, true).run(4_000);
    World log = played.world();
    measure(
        "rebuild, events",
        () -> {
          State state = State.EMPTY;
          for (int i = 0; i < 20; i++) {
            state = State.EMPTY;
            for (LoggedEvent event : log.events()) {
              state = state.fold(event);
            }
          }
          return 20L * state.size();
        });
    measure(
        "replay, decisions (I2 and I3, without signatures)",
        () -> {
          DecisionAudit audit = new DecisionAudit(Packs.shelf(), SignedClaims.unverified());
          for (int i = 0; i < log.events().size(); i++) {
            var unused = audit.accept(log.events().get(i), log.internals().get(i));
          }
          return audit.counts().values().stream().mapToLong(Long::longValue).sum();
        });
    measure(
        "replay under another pack, decisions",
        () -> {
          WhatIf whatIf =
              new WhatIf(ShippedPacks.get("cn-2025"), 0, Long.MAX_VALUE, SignedClaims.unverified());
          for (int i = 0; i < log.events().size(); i++) {
            whatIf.accept(log.events().get(i), log.internals().get(i));
          }
          return whatIf.report().totals().decisions();
        });
  }
}
