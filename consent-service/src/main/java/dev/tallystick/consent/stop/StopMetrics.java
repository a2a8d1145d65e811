package dev.tallystick.consent.stop;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** How many stops the log has refused and nobody has settled: one is an alarm. */
@Singleton
class StopMetrics {
  private final LocalStopRepository stops;
  private final AtomicLong refused = new AtomicLong();

  StopMetrics(LocalStopRepository stops) {
    this.stops = stops;
  }

  void register(@Observes StartupEvent start, MeterRegistry registry) {
    registry.gauge("tallystick.stops.refused", refused);
  }

  @Scheduled(
      every = "30s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void count() {
    refused.set(stops.countRefused());
  }
}
