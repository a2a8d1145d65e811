package dev.tallystick.bench.append;

import dev.tallystick.bench.append.Requirement.Judged;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything that one run found.
 *
 * @param plan its name
 * @param settings what the figures depend on: machine, versions, flags, PostgreSQL's own words
 * @param series the loads that took turns
 * @param steady the run at a fixed rate, with that rate
 * @param growth the same loads on a small and a large log; empty if not measured
 * @param quiet whether nobody else worked on the machine
 */
record AppendReport(
    String plan,
    Instant begun,
    Map<String, Map<String, String>> settings,
    Map<Load, Series> series,
    Steady steady,
    List<Growth> growth,
    List<Judged> judged,
    Checks.Findings findings,
    boolean quiet) {

  /**
   * Requests at a fixed rate. They begin right after a checkpoint of PostgreSQL, when the first
   * change of each page writes the whole page to the write-ahead log; {@code round} is what comes
   * after that.
   */
  record Steady(double rate, Round round, Round afterCheckpoint) {}

  /** One load on a log of two sizes; each time in a service that had just been warmed up. */
  record Growth(Load load, Sized small, Sized large) {
    double ratio() {
      return large.round().perSecond() / small.round().perSecond();
    }
  }

  /** A round with the size that the log had before it. */
  record Sized(long treeSize, Round round) {}
}
