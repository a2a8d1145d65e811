package dev.tallystick.producer;

import dev.tallystick.events.Event;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/**
 * What a service has had logged, by type, and how long the oldest event waits to be. A service
 * without a registry of meters does not measure.
 */
@Singleton
final class ProducerMetrics {
  private static final double UNKNOWN = Double.NaN;

  void register(@Observes StartupEvent start, Instance<MeterRegistry> registry, Outbox outbox) {
    if (registry.isResolvable()) {
      Gauge.builder("tallystick.outbox.age", outbox, ProducerMetrics::age)
          .baseUnit("seconds")
          .description("How long the oldest event waits to be logged; 0 when none does")
          .register(registry.get());
      Gauge.builder("tallystick.outbox.events", outbox, ProducerMetrics::backlog)
          .description("Events that must be logged and are not known to be")
          .register(registry.get());
    }
  }

  /** An event of this service is logged. */
  static void logged(Event event, long index) {
    Metrics.counter("tallystick.logged", "type", event.type().name()).increment();
    LoggedLine.write(event, index);
  }

  private static double age(Outbox outbox) {
    try {
      return outbox.oldestSeconds();
    } catch (OutboxException e) {
      return UNKNOWN;
    }
  }

  private static double backlog(Outbox outbox) {
    try {
      return outbox.backlog();
    } catch (OutboxException e) {
      return UNKNOWN;
    }
  }
}
