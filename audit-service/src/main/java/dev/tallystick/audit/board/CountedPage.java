package dev.tallystick.audit.board;

import java.util.HashMap;
import java.util.Map;

/** What the entries of a page count as. Not thread-safe; its maps are read when it is complete. */
final class CountedPage {
  private final Map<BoardFact, Long> cases = new HashMap<>();
  private final Map<BoardDay, Long> days = new HashMap<>();
  private final Map<JointPartners, Long> pairs = new HashMap<>();

  void add(BoardFact fact, long times) {
    cases.merge(fact, times, Long::sum);
  }

  void add(BoardDay day) {
    days.merge(day, 1L, Long::sum);
  }

  void add(JointPartners pair) {
    pairs.merge(pair, 1L, Long::sum);
  }

  Map<BoardFact, Long> cases() {
    return cases;
  }

  Map<BoardDay, Long> days() {
    return days;
  }

  Map<JointPartners, Long> pairs() {
    return pairs;
  }
}
