package dev.tallystick.bench.profile;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Sums weights by name and prints the heaviest. */
final class Ranking {
  private final String title;
  private final Map<String, Long> weights = new HashMap<>();
  private long total;

  Ranking(String title) {
    this.title = title;
  }

  void add(String name, long weight) {
    weights.merge(name, weight, Long::sum);
    total += weight;
  }

  long total() {
    return total;
  }

  void print(PrintStream out, int most) {
    out.println();
    out.println(title);
    weights.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(most)
        .forEach(
            entry ->
                out.printf(
                    Locale.ROOT,
                    "  %5.1f %%  %s%n",
                    100.0 * entry.getValue() / total,
                    entry.getKey()));
  }
}
