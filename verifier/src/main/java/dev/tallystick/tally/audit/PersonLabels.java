package dev.tallystick.tally.audit;

import dev.tallystick.events.Stub;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which labels are one person's, as the stubs of links and of their ends tell it. Stubs are never
 * erased.
 */
final class PersonLabels {
  private static final String GUARD = "identity/";

  /** For each label, how many links there are to which other. */
  private final Map<String, Map<String, Integer>> links = new HashMap<>();

  void see(AuditedEntry entry) {
    boolean linked = entry.is("identity.linked");
    if (!linked && !entry.is("identity.unlinked")) {
      return;
    }
    List<String> labels =
        entry.stub().map(Stub::advances).orElse(List.of()).stream()
            .filter(key -> key.startsWith(GUARD))
            .map(key -> key.substring(GUARD.length()))
            .toList();
    if (labels.size() == 2) {
      note(labels.get(0), labels.get(1), linked);
      note(labels.get(1), labels.get(0), linked);
    }
  }

  private void note(String label, String other, boolean linked) {
    Map<String, Integer> others = links.computeIfAbsent(label, any -> new HashMap<>());
    if (linked) {
      others.merge(other, 1, Integer::sum);
    } else {
      others.computeIfPresent(other, (any, count) -> count == 1 ? null : count - 1);
    }
  }

  /** All labels of the person of this one. */
  SortedSet<String> personOf(String label) {
    SortedSet<String> person = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(Set.of(label));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (person.add(next)) {
        open.addAll(links.getOrDefault(next, Map.of()).keySet());
      }
    }
    return person;
  }
}
