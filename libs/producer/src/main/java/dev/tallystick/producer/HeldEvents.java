package dev.tallystick.producer;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.GuardVersion;
import dev.tallystick.events.append.Backoff;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The events of an outbox that the log does not take while it takes others: each waits ever longer,
 * and what concerns the same person or the same counter waits behind it, so that the order is kept
 * where it means something. Each process knows its own. For one thread.
 */
final class HeldEvents {
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

  /** How often the oldest is tried before another is: a log that is away comes back. */
  private static final int TRIES_IN_PLACE = 3;

  private final Map<EventId, Integer> failures = new HashMap<>();
  private final Map<EventId, Held> held = new HashMap<>();

  /**
   * An event that waits.
   *
   * @param times how often it was held back by now
   * @param until when it is tried again, by {@link System#nanoTime}
   */
  private record Held(Set<String> keys, int times, long until) {}

  /** Notes a failure. Returns whether it is time to find out if the log takes another event. */
  boolean failed(EventId id) {
    return failures.merge(id, 1, Integer::sum) >= TRIES_IN_PLACE;
  }

  /** Holds an event back; for how long. */
  Duration hold(Event event) {
    Held before = held.get(event.id());
    int times = before == null ? 1 : before.times() + 1;
    Duration pause = BACKOFF.jitteredPauseAfter(times);
    held.put(event.id(), new Held(keys(event), times, System.nanoTime() + pause.toNanos()));
    return pause;
  }

  /** The outcome of an event is known. */
  void settled(EventId id) {
    failures.remove(id);
    held.remove(id);
  }

  /** Whether any event is held back. */
  boolean isAny() {
    return !held.isEmpty();
  }

  /** Whether an event has to wait because one that is held back comes before it. */
  boolean waitsBehind(Event event) {
    if (held.isEmpty() || held.containsKey(event.id())) {
      return false;
    }
    Set<String> own = keys(event);
    return held.values().stream().anyMatch(one -> !Collections.disjoint(one.keys(), own));
  }

  /** For how long it has to, at least. */
  Duration pauseBehind(Event event) {
    Set<String> own = keys(event);
    long now = System.nanoTime();
    return Duration.ofNanos(
        held.values().stream()
            .filter(one -> !Collections.disjoint(one.keys(), own))
            .mapToLong(one -> Math.max(0, one.until() - now))
            .max()
            .orElse(0));
  }

  /** Whether these two are to be logged in their order. */
  static boolean areOrdered(Event one, Event other) {
    return !Collections.disjoint(keys(one), keys(other));
  }

  /** Whom and what an event concerns: its person, what it rests on and what it moves. */
  static Set<String> keys(Event event) {
    Set<String> keys = new HashSet<>(event.stub().advances());
    event.stub().guards().stream().map(GuardVersion::key).forEach(keys::add);
    event.subject().ifPresent(keys::add);
    return keys;
  }
}
