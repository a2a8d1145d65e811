package dev.tallystick.vault.deposit;

import java.util.Map;
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

  boolean hasRefusals() {
    return refused.values().stream().map(Map::size).anyMatch(size -> size > 0);
  }
}
