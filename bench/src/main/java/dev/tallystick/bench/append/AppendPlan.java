package dev.tallystick.bench.append;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param name stands in the result file
 * @param rounds how often each load is run; the loads take turns
 * @param round the length of one round
 * @param warmUp load before anything counts, after each start of the service
 * @param steady the length of the run at a fixed rate
 * @param largeLog entries for the comparison of a large log with a small one; 0 leaves it out
 * @param walGigabytes the size of PostgreSQL's write-ahead log
 */
record AppendPlan(
    String name,
    int rounds,
    Duration round,
    Duration warmUp,
    Duration steady,
    long largeLog,
    int walGigabytes) {

  /** Part of each round, at its beginning, that does not count. */
  static final Duration RAMP = Duration.ofSeconds(1);

  /** A minute or two, to see where one stands. */
  static AppendPlan small() {
    return new AppendPlan(
        "small", 3, Duration.ofSeconds(4), Duration.ofSeconds(15), Duration.ofSeconds(10), 0, 4);
  }

  /** What the README's table is made of. */
  static AppendPlan full() {
    return new AppendPlan(
        "full",
        5,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        5_000_000,
        8);
  }
}
