package dev.tallystick.consent.state;

import dev.tallystick.rules.state.State;
import dev.tallystick.rules.state.StateSize;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * How large the state in memory is, for an operator's alarm: entries and about how many bytes, by
 * part. docs/operations/state-size.md says when to act.
 */
@Singleton
class StateMetrics {
  private final LiveState live;
  private volatile StateSize size = StateSize.of(State.EMPTY);

  StateMetrics(LiveState live, MeterRegistry registry) {
    this.live = live;
    for (String part : size.parts().keySet()) {
      Tags tags = Tags.of("part", part);
      Gauge.builder("tallystick.state.entries", () -> part(part).entries())
          .description("Facts that decisions are made of, in memory")
          .tags(tags)
          .register(registry);
      Gauge.builder("tallystick.state.bytes", () -> part(part).bytes())
          .description("About how much memory they take")
          .baseUnit("bytes")
          .tags(tags)
          .register(registry);
    }
  }

  private StateSize.Part part(String name) {
    return size.parts().getOrDefault(name, new StateSize.Part(0, 0));
  }

  /** So that it is made although nobody calls it. */
  void onStart(@Observes StartupEvent start) {
    count();
  }

  @Scheduled(
      every = "30s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void count() {
    size = StateSize.of(live.soFar());
  }
}
