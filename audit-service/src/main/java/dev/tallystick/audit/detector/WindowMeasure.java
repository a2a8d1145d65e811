package dev.tallystick.audit.detector;

import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Counts what is done within a window that slides along with it: how often, or by how many parties.
 * Of each it remembers little more than twice the threshold.
 */
final class WindowMeasure implements DetectorMeasure {
  /** So that somebody who asks again and again does not push the others out. */
  private static final int SPARE = 64;

  private final Limits limits;
  private final Predicate<Sighting> isWatched;
  private final Subject subject;
  private final ToLongFunction<Collection<Sighting>> count;
  private final KeyedState<Deque<Sighting>> recent;

  /**
   * The bounds.
   *
   * @param threshold what is expected at the most
   * @param keep of how many it remembers anything
   */
  record Limits(long windowMillis, long threshold, int keep) {}

  /**
   * Of whom it is counted.
   *
   * @param key what tells one from the other; empty of what is not counted
   */
  record Subject(boolean isParty, boolean isPerson, Function<Sighting, Optional<String>> key) {
    static final Subject PARTY = new Subject(true, false, Sighting::party);
    static final Subject STAFF =
        new Subject(
            true,
            false,
            seen -> seen.about().staff().map(staff -> seen.party().orElse("") + "/" + staff));
    static final Subject PERSON =
        new Subject(false, true, seen -> seen.about().person().map(Hash::hex));

    /** Of a person each, and the alarm names neither them nor a party. */
    static final Subject NOBODY =
        new Subject(false, false, seen -> seen.about().person().map(Hash::hex));

    static final Subject PARTY_AND_PERSON =
        new Subject(
            true,
            true,
            seen ->
                seen.party()
                    .flatMap(
                        party -> seen.about().person().map(person -> party + "/" + person.hex())));
  }

  WindowMeasure(
      Limits limits,
      Predicate<Sighting> isWatched,
      Subject subject,
      ToLongFunction<Collection<Sighting>> count) {
    this.limits = limits;
    this.isWatched = isWatched;
    this.subject = subject;
    this.count = count;
    this.recent = new KeyedState<>(limits.keep(), ArrayDeque::new);
  }

  /** How often something was done. */
  static long times(Collection<Sighting> seen) {
    return seen.stream().mapToLong(Sighting::times).sum();
  }

  /** How many parties have done it. */
  static long parties(Collection<Sighting> seen) {
    return seen.stream().flatMap(one -> one.party().stream()).distinct().count();
  }

  @Override
  public long memoryMillis() {
    return limits.windowMillis();
  }

  @Override
  public Optional<Detection> take(Sighting seen) {
    Optional<String> key = isWatched.test(seen) ? subject.key().apply(seen) : Optional.empty();
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Deque<Sighting> within = recent.get(key.get());
    within.addLast(seen);
    forget(within, seen.atMillis());
    if (within.size() > 2 * limits.threshold() + SPARE) {
      within.removeFirst();
    }
    long observed = count.applyAsLong(within);
    return observed > limits.threshold()
        ? Optional.of(detection(key.get(), within, observed))
        : Optional.empty();
  }

  private Detection detection(String key, Deque<Sighting> within, long observed) {
    Sighting last = within.getLast();
    return new Detection(
        key,
        subject.isParty() ? last.party() : Optional.empty(),
        subject.isPerson() ? Optional.of(last.event()) : Optional.empty(),
        new Detection.Numbers(
            within.getFirst().atMillis(), last.atMillis(), observed, limits.threshold()),
        newest(within));
  }

  private static List<EventId> newest(Deque<Sighting> within) {
    return within.stream()
        .skip(Math.max(0, within.size() - Detection.NAMED))
        .map(Sighting::event)
        .toList();
  }

  @Override
  public List<Detection> evaluate(long nowMillis) {
    recent.forgetIf(
        within -> {
          forget(within, nowMillis);
          return within.isEmpty();
        });
    return List.of();
  }

  private void forget(Deque<Sighting> within, long nowMillis) {
    while (!within.isEmpty() && within.getFirst().atMillis() <= nowMillis - limits.windowMillis()) {
      within.removeFirst();
    }
  }
}
