package dev.tallystick.vault.deposit;

import dev.tallystick.events.type.CategoryCount;
import dev.tallystick.events.type.RefusalCount;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many lines of a chunk were taken in by category, and turned away by category and code.
 *
 * @param refused category to code to number
 */
record Counts(
    SortedMap<String, Integer> accepted, SortedMap<String, SortedMap<String, Integer>> refused) {
  /** The code that stands for duplicates in answer and event. */
  static final String DUPLICATE = "RECORD_DUPLICATE";

  Counts() {
    this(new TreeMap<>(), new TreeMap<>());
  }

  void accept(String category) {
    accepted.merge(category, 1, Integer::sum);
  }

  void refuse(LineOutcome.Refused line) {
    refused
        .computeIfAbsent(line.category(), any -> new TreeMap<>())
        .merge(line.code(), 1, Integer::sum);
  }

  /** A line whose record is here already is counted beside the refused: it is not stored again. */
  void repeat(LineOutcome.Duplicate line) {
    refused
        .computeIfAbsent(line.category(), any -> new TreeMap<>())
        .merge(DUPLICATE, 1, Integer::sum);
  }

  int acceptedLines() {
    return accepted.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The accepted, in the order that an event asks for. */
  List<CategoryCount> acceptedCounts() {
    return accepted.entrySet().stream()
        .map(entry -> new CategoryCount(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The refused, in the order that an event asks for. */
  List<RefusalCount> refusedCounts() {
    List<RefusalCount> counts = new ArrayList<>();
    refused.forEach(
        (category, codes) ->
            codes.forEach((code, count) -> counts.add(new RefusalCount(category, code, count))));
    return counts;
  }
}
