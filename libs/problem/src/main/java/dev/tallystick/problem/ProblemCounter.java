package dev.tallystick.problem;

import io.micrometer.core.instrument.Metrics;
import java.util.Optional;

/** Counts what is refused, by code and rule; neither says anything about a caller or a person. */
final class ProblemCounter {
  private ProblemCounter() {}

  static void count(ProblemDocument problem) {
    Metrics.counter(
            "tallystick.refusals",
            "code",
            problem.code(),
            "rule",
            Optional.ofNullable(problem.ruleId()).orElse("none"))
        .increment();
  }
}
