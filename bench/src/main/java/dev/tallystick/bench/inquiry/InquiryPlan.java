package dev.tallystick.bench.inquiry;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param people whom the inquiries are about, in turn
 * @param connections callers at a time, one round each; the best round is the peak
 * @param warmUp how long to wait for the compilers at most
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

  /** Callers at a time while the suite warms up. */
  static final int WARM_UP_CONNECTIONS = 16;

  /** How long the suite is loaded between two looks at its compilers. */
  static final Duration WARM_UP_STEP = Duration.ofSeconds(20);

  /** The endpoint without protection is small, and one process. */
  static final Duration PLAIN_WARM_UP = Duration.ofSeconds(15);

  /** How long acknowledgements may take when no inquiries come any more. */
  static final Duration DRAIN = Duration.ofMinutes(2);

  /** So many that no two inquiries at a time are about one person. */
  private static final int PEOPLE = 200;

  static InquiryPlan small() {
    return new InquiryPlan(
        "small",
        PEOPLE,
        List.of(16),
        Duration.ofSeconds(20),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10));
  }

  static InquiryPlan full() {
    return new InquiryPlan(
        "full",
        PEOPLE,
        List.of(8, 16, 32, 64),
        Duration.ofMinutes(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30));
  }

  /** The same, with another length of the run at half the peak. */
  InquiryPlan steadyFor(Duration length) {
    return new InquiryPlan(name, people, connections, warmUp, round, length);
  }

  /** The same, with another limit of the warm-up. */
  InquiryPlan warmedUpFor(Duration most) {
    return new InquiryPlan(name, people, connections, most, round, steady);
  }
}
