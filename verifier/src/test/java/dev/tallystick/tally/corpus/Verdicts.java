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
}
