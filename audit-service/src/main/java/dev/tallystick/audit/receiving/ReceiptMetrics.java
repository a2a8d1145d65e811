package dev.tallystick.audit.receiving;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** How many releases nobody has acknowledged in time; who owes is in the log and not told here. */
@Singleton
final class ReceiptMetrics {

  void register(@Observes StartupEvent start, MeterRegistry registry, ReceiptWatch watch) {
    Gauge.builder("tallystick.receipts.missing", watch, ReceiptWatch::overdue)
        .description("Releases of the last day whose receipts are overdue")
        .register(registry);
  }
}
