package dev.tallystick.consent.decision;

import dev.tallystick.rules.Decision;
import dev.tallystick.rules.DecisionRequest;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** How many decisions came out how, and by which rule those that refuse. */
@Singleton
class DecisionMetrics {
  private final MeterRegistry registry;

  DecisionMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(Decision decision, DecisionRequest request) {
    registry
        .counter(
            "tallystick.decisions",
            "outcome",
            decision.isPermit() ? "permit" : "deny",
            "rule",
            decision.ruleId().orElse("none"),
            "step",
            request.step().name())
        .increment();
  }
}
