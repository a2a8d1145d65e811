package dev.tallystick.audit.storage;

import dev.tallystick.events.EventClass;

/**
 * Which key a body is sealed under: one for each UTC day and class, so that whole days can be
 * shredded.
 *
 * @param day days since 1970-01-01, UTC, when the event was taken in (its {@code recordedMillis}
 *     may fall on the next)
 */
public record OpeningKeyId(int day, EventClass eventClass) {

  /** The class as the database stores it: 0 exchange, 1 state. */
  public short classCode() {
    return (short) (eventClass == EventClass.EXCHANGE ? 0 : 1);
  }

  /** The key id of a stored row. */
  public static OpeningKeyId of(int day, int classCode) {
    return new OpeningKeyId(day, classCode == 0 ? EventClass.EXCHANGE : EventClass.STATE);
  }
}
