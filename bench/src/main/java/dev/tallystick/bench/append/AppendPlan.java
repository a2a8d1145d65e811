package dev.tallystick.bench.append;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param name stands in the result file
 * @param rounds how often each load is run; the loads take turns
 * @param round the length of one round
 * @param warmUp load before anything counts, after each start of the service
 * @param steady the length of the run at a fixed rate
 * @param largeLogs entries for the comparisons of a large log with a small one, ascending
 * @param walGigabytes the size of PostgreSQL's write-ahead log
 */
record AppendPlan(
    String name,
    int rounds,
    Duration round,
    Duration warmUp,
    Duration steady,
    List<Long> largeLogs,
    int walGigabytes) {

  /** Copies the sizes. */
  AppendPlan {
    largeLogs = List.copyOf(largeLogs);
  }

  /** Part of each round, at its beginning, that does not count. */
  static final Duration RAMP = Duration.ofSeconds(1);

  /** A minute or two, to see where one stands. */
  static AppendPlan small() {
    return new AppendPlan(
        "small",
        3,
        Duration.ofSeconds(4),
        Duration.ofSeconds(15),
        Duration.ofSeconds(10),
        List.of(),
        4);
  }

  /** What the README's table is made of. */
  static AppendPlan full() {
    return new AppendPlan(
        "full",
        5,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        List.of(5_000_000L),
        8);
  }

  /** The same with a log of ten million entries at its end, for which it takes twice as long. */
  static AppendPlan large() {
    AppendPlan full = full();
    return new AppendPlan(
        "large",
        full.rounds,
        full.round,
        full.warmUp,
        full.steady,
        List.of(5_000_000L, 10_000_000L),
        full.walGigabytes);
  }
}
