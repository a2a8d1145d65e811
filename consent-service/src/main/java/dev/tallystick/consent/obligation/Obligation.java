package dev.tallystick.consent.obligation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A duty with a date for some parties, and where each of them stands.
 *
 * @param terms what is to be done by when
 */
record Obligation(String id, Terms terms, SortedMap<String, Standing> standings) {
  /** How long commitments may be opened. */
  static final Duration WINDOW = Duration.ofMinutes(10);

  /**
   * What is to be done by when.
   *
   * @param rule the rule that it comes from
   * @param dueOn the last day
   * @param opening when commitments are opened; empty in entries of before there was such a time
   * @param measure what in the log shows that it is done; empty if parties say so
   */
  record Terms(
      String title,
      Optional<String> rule,
      LocalDate dueOn,
      Optional<Instant> opening,
      Optional<String> measure) {}

  Obligation {
    standings = Collections.unmodifiableSortedMap(new TreeMap<>(standings));
  }

  LocalDate dueOn() {
    return terms.dueOn();
  }

  /** The one instant from which commitments are opened. */
  Instant opensAt() {
    return terms
        .opening()
        .orElseGet(() -> terms.dueOn().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** From when on they no longer are. */
  Instant closesAt() {
    return opensAt().plus(WINDOW);
  }

  boolean binds(String party) {
    return standings.containsKey(party);
  }

  Standing of(String party) {
    return standings.getOrDefault(party, Standing.SILENT);
  }

  /** What the party's own word comes to at a time. */
  ObligationStatus statusAt(String party, Instant now) {
    ObligationStatus status = of(party).status();
    return status == ObligationStatus.COMMITTED && !now.isBefore(closesAt())
        ? ObligationStatus.NOT_OPENED
        : status;
  }

  Obligation with(String party, Standing standing) {
    Map<String, Standing> next = new TreeMap<>(standings);
    next.put(party, standing);
    return new Obligation(id, terms, new TreeMap<>(next));
  }
}
