package dev.tallystick.evidence.lineage;

import dev.tallystick.events.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sums beside a page of releases. Their form is checked here, what can be counted by a bundle.
 */
final class LineageSums {
  private static final Set<String> NUMBERS =
      Set.of("releases", "people", "deposits", "held", "acknowledged", "undelivered", "destroyed");

  /** What is said of parties, and the members that are texts. */
  private static final Map<String, Set<String>> BY_PARTY =
      Map.of(
          "pairs", Set.of("from", "to", "step"),
          "sources", Set.of("party"),
          "holders", Set.of("party"));

  private LineageSums() {}

  static void require(LineageMembers answer) throws MalformedLineageException {
    Optional<JsonObject> counts = answer.findObject("counts");
    if (counts.isPresent()) {
      counts(counts.get());
    }
    for (Map.Entry<String, Set<String>> list : BY_PARTY.entrySet()) {
      for (JsonObject line : answer.objects(list.getKey())) {
        party(line, list.getKey() + ".", list.getValue());
      }
    }
  }

  private static void counts(JsonObject json) throws MalformedLineageException {
    LineageMembers counts = new LineageMembers(json.without(Set.of("steps")), "counts.");
    counts.requireOnly(NUMBERS);
    requireNumbers(counts, NUMBERS);
    Optional<JsonObject> steps = new LineageMembers(json, "counts.").findObject("steps");
    if (steps.isPresent()) {
      LineageMembers bySteps = new LineageMembers(steps.get(), "counts.steps.");
      bySteps.requirePlainNames();
      requireNumbers(bySteps, Set.copyOf(steps.get().names()));
    }
  }

  private static void party(JsonObject json, String where, Set<String> texts)
      throws MalformedLineageException {
    LineageMembers line =
        new LineageMembers(json.without(Set.of("releases", "held", "told")), where);
    line.requireOnly(texts);
    for (String name : texts) {
      line.text(name);
    }
    LineageMembers sums = new LineageMembers(json, where);
    sums.requireFlag("told");
    requireNumbers(sums, Set.of("releases", "held"));
  }

  private static void requireNumbers(LineageMembers members, Set<String> names)
      throws MalformedLineageException {
    for (String name : names) {
      var unused = members.findNumber(name);
    }
  }
}
