package dev.tallystick.consent.stop;

import dev.tallystick.events.EventId;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Something that a person has stopped, with the event that says so.
 *
 * @param about the consent withdrawn, or the person's own token for a freeze
 * @param index where the event is logged; empty while the log has not taken it
 */
record LocalStop(
    EventId event, Kind kind, String subject, String about, Instant stoppedAt, OptionalLong index) {

  /** What is stopped. */
  enum Kind {
    WITHDRAWAL,
    FREEZE
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "LocalStop[" + event + " " + kind + "]";
  }
}
