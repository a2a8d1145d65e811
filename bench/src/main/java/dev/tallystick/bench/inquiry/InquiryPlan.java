package dev.tallystick.bench.inquiry;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param people whom the inquiries are about, in turn
 * @param connections callers at a time, one round each; the best round is the peak
 * @param round the length of a round at full speed
 * @param steady the length of the run at half the peak
 */
record InquiryPlan(
    String name,
    int people,
    List<Integer> connections,
    Duration warmUp,
    Duration round,
    Duration steady) {
  /** Part of each round, at its beginning, that does not count. */
  static final Duration RAMP = Duration.ofSeconds(1);

  /** Callers at a time in the run at half the peak. */
  static final int STEADY_CONNECTIONS = 64;

  static InquiryPlan small() {
    return new InquiryPlan(
        "small",
        40,
        List.of(16),
        Duration.ofSeconds(15),
        Duration.ofSeconds(8),
        Duration.ofSeconds(8));
  }

  static InquiryPlan full() {
    return new InquiryPlan(
        "full",
        200,
        List.of(8, 16, 32, 64),
        Duration.ofSeconds(40),
        Duration.ofSeconds(15),
        Duration.ofSeconds(30));
  }

  /** The same, after a longer or a shorter warm-up. */
  InquiryPlan warmedUpFor(Duration length) {
    return new InquiryPlan(name, people, connections, length, round, steady);
  }
}
