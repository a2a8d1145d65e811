package dev.tallystick.consent.auditing;

import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many people's data a party has, as far as the log shows it: those of whom a consent is in
 * force by which the party collects their data or passes it on, each person once. That is never
 * more than it has. Counted from all consents, once a day, and only if a rule pack asks.
 */
@Singleton
class PeopleOfParties {
  private static final Duration KEPT = Duration.ofDays(1);

  private final ConsentEventPublisher events;
  private final Clock clock;
  private volatile @Nullable Count count;

  PeopleOfParties(ConsentEventPublisher events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /** For each party, how many of its people had agreed first on which day. */
  private record Count(Instant at, Map<String, NavigableMap<LocalDate, Integer>> parties) {}

  /**
   * The day on which it became more people than this, of those whose data it has today; nothing if
   * they are not more.
   *
   * @param zone whose days count
   */
  Optional<LocalDate> moreThan(int people, String party, ZoneId zone) {
    int counted = 0;
    for (Map.Entry<LocalDate, Integer> day : of(party, zone).entrySet()) {
      counted += day.getValue();
      if (counted > people) {
        return Optional.of(day.getKey());
      }
    }
    return Optional.empty();
  }

  private NavigableMap<LocalDate, Integer> of(String party, ZoneId zone) {
    Count known = count;
    if (known == null) {
      known = counted(events.current(), clock.instant(), zone);
      count = known;
    }
    return known.parties().getOrDefault(party, Collections.emptyNavigableMap());
  }

  /** Counts anew if it was a day ago. For what runs in the background: it looks at everybody. */
  void refresh(ZoneId zone) {
    Count known = count;
    if (known == null || clock.instant().isAfter(known.at().plus(KEPT))) {
      countAnew(zone);
    }
  }

  void countAnew(ZoneId zone) {
    count = counted(events.current(), clock.instant(), zone);
  }

  private static Count counted(State state, Instant now, ZoneId zone) {
    Map<String, NavigableMap<LocalDate, Integer>> parties = new HashMap<>();
    state.forEachConsent(
        consent ->
            holder(consent)
                .filter(party -> isFirst(consent, party, state, now.toEpochMilli()))
                .ifPresent(
                    party ->
                        parties
                            .computeIfAbsent(party, any -> new TreeMap<>())
                            .merge(day(consent, zone), 1, Integer::sum)));
    return new Count(now, parties);
  }

  private static LocalDate day(Consent consent, ZoneId zone) {
    return Instant.ofEpochMilli(consent.validFromMillis()).atZone(zone).toLocalDate();
  }

  /** The party that has the data which a consent is about. */
  private static Optional<String> holder(Consent consent) {
    return switch (consent.kind()) {
      case "COLLECT" -> Optional.of(consent.recipient());
      case "PROVIDE" -> consent.discloser();
      default -> Optional.empty();
    };
  }

  /** Whether it is the oldest in force by which this party has data of this person. */
  private static boolean isFirst(Consent consent, String party, State state, long now) {
    return consent.isInForceAt(now)
        && state.tokensOf(consent.subject()).stream()
            .flatMap(token -> state.consents(token).stream())
            .filter(one -> one.isInForceAt(now) && holder(one).filter(party::equals).isPresent())
            .min(Comparator.comparingLong(Consent::validFromMillis).thenComparing(Consent::id))
            .filter(first -> first.id().equals(consent.id()))
            .isPresent();
  }
}
