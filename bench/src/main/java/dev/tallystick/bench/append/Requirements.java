package dev.tallystick.bench.append;

import dev.tallystick.bench.append.Requirement.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is asked of the append path: ratios to the same run's INSERT, so that they travel. */
final class Requirements {
  private static final String TIMES = "x INSERT";

  static final Requirement APPEND_64 =
      Requirement.atLeast("append, 64 connections", TIMES, 0.4, 1.0);
  static final Requirement APPEND_64_RATE =
      Requirement.atLeast("append, 64 connections", "entries/s", 8_000, 8_000);
  static final Requirement APPEND_256 =
      Requirement.atLeast("append, 256 connections", TIMES, 0.6, 1.3);
  static final Requirement NDJSON = Requirement.atLeast("NDJSON, 500 a request", TIMES, 2.0, 3.5);
  static final Requirement LATENCY =
      Requirement.atMost("p99 to the receipt at half the peak, 64 connections", "ms", 20, 8);
  static final Requirement GROWTH_64 =
      Requirement.atLeast("append, 64 connections: large log ÷ small log", "", 0.8, 0.95);
  static final Requirement GROWTH_NDJSON =
      Requirement.atLeast("NDJSON: large log ÷ small log", "", 0.8, 0.95);

  private Requirements() {}

  /** The figures of the rounds that took turns with INSERT. */
  static List<Judged> ofRounds(Map<Load, Series> series) {
    double insert = perSecond(series, Load.INSERT);
    List<Judged> judged = new ArrayList<>();
    judged.add(APPEND_64.of(perSecond(series, Load.APPEND_64) / insert));
    judged.add(APPEND_64_RATE.of(perSecond(series, Load.APPEND_64)));
    judged.add(APPEND_256.of(perSecond(series, Load.APPEND_256) / insert));
    judged.add(NDJSON.of(perSecond(series, Load.NDJSON) / insert));
    return judged;
  }

  private static double perSecond(Map<Load, Series> series, Load load) {
    Series found = series.get(load);
    if (found == null) {
      throw new IllegalArgumentException("no rounds of " + load);
    }
    return found.perSecond();
  }
}
