package dev.tallystick.audit.detector;

import dev.tallystick.events.EventId;
import java.util.List;
import java.util.Optional;

/**
 * That something is more, or less, than is expected.
 *
 * @param about what tells it from other cases of the detector; stays in memory
 * @param party whom the alarm is about; empty if it is about no single party
 * @param person an entry about the person whom the alarm is about, if there is one
 * @param entries the newest entries that were counted, at most {@value #NAMED}
 */
record Detection(
    String about,
    Optional<String> party,
    Optional<EventId> person,
    Numbers numbers,
    List<EventId> entries) {
  /** How many entries an alarm names at most; an event may name 256. */
  static final int NAMED = 64;

  Detection {
    entries = List.copyOf(entries);
  }

  /** What was counted between two times in milliseconds of the epoch, and what is expected. */
  record Numbers(long from, long until, long observed, long expected) {}

  /** Shows nobody. */
  @Override
  public String toString() {
    return "Detection[" + numbers + "]";
  }
}
