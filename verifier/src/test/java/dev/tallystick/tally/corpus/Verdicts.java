package dev.tallystick.tally.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What two verifiers must agree on: the verdict, and that of each check by its name. */
public final class Verdicts {
  private Verdicts() {}

  /** The verdicts in a report, as lines in order. */
  public static List<String> of(JsonNode report) {
    Map<String, String> checks = new TreeMap<>();
    report
        .get("checks")
        .forEach(
            check ->
                checks.merge(
                    check.get("name").asText(),
                    check.get("verdict").asText(),
                    (one, other) -> one.equals(other) ? one : one + "," + other));
    List<String> lines = new ArrayList<>();
    lines.add("verdict: " + report.get("verdict").asText());
    checks.forEach((name, verdict) -> lines.add(name + ": " + verdict));
    return lines;
  }

  /**
   * Where a browser says something else than {@code tally}.
   *
   * @param corpus the cases, each with what {@code tally} said
   * @param said what the browser said of each of them
   */
  public static List<String> differences(JsonNode corpus, JsonNode said) {
    List<String> differences = new ArrayList<>();
    if (said.size() != corpus.size()) {
      differences.add("of %d cases there are %d: %s".formatted(corpus.size(), said.size(), said));
    }
    for (int i = 0; i < Math.min(corpus.size(), said.size()); i++) {
      List<String> expected = new ArrayList<>();
      corpus.get(i).get("expected").forEach(line -> expected.add(line.asText()));
      List<String> found = of(said.get(i).get("report"));
      if (!found.equals(expected)) {
        differences.add(
            "%s: tally says %s, the browser %s"
                .formatted(corpus.get(i).get("name").asText(), expected, found));
      }
    }
    return differences;
  }
}
