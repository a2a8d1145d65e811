package dev.tallystick.vault.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Counts tries to send, by channel and outcome, and what waits. No label names anybody. */
@Singleton
final class AlertMetrics {
  private final MeterRegistry registry;
  private final AlertRepository alerts;

  AlertMetrics(MeterRegistry registry, AlertRepository alerts) {
    this.registry = registry;
    this.alerts = alerts;
  }

  void register(@Observes StartupEvent start) {
    Gauge.builder("tallystick.alerts.waiting", this, AlertMetrics::waiting)
        .description("Messages to persons that are yet to be sent")
        .register(registry);
  }

  void tried(AlertChannel channel, AlertQueue.Outcome outcome) {
    registry
        .counter(
            "tallystick.alerts",
            "channel",
            channel.name(),
            "outcome",
            outcome == AlertQueue.Outcome.FAILED ? "FAILED" : "SENT")
        .increment();
  }

  private double waiting() {
    return QuarkusTransaction.requiringNew().call(alerts::waiting);
  }
}
