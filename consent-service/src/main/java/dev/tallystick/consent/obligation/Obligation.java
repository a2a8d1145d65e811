package dev.tallystick.consent.obligation;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A duty with a date for some parties, and where each of them stands.
 *
 * @param rule the rule that it comes from
 * @param dueOn the last day
 */
record Obligation(
    String id,
    String title,
    Optional<String> rule,
    LocalDate dueOn,
    SortedMap<String, Standing> standings) {
  Obligation {
    standings = Collections.unmodifiableSortedMap(new TreeMap<>(standings));
  }

  boolean binds(String party) {
    return standings.containsKey(party);
  }

  Standing of(String party) {
    return standings.getOrDefault(party, Standing.SILENT);
  }

  /** Whether every party has said something, if only a hash. */
  boolean isAnsweredByAll() {
    return standings.values().stream()
        .noneMatch(standing -> standing.status() == ObligationStatus.SILENT);
  }

  long count(ObligationStatus status) {
    return standings.values().stream().filter(standing -> standing.status() == status).count();
  }

  Obligation with(String party, Standing standing) {
    Map<String, Standing> next = new TreeMap<>(standings);
    next.put(party, standing);
    return new Obligation(id, title, rule, dueOn, new TreeMap<>(next));
  }
}
