package dev.tallystick.consent.stop;

import dev.tallystick.events.EventId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that a person has stopped, with the event that says so.
 *
 * @param about the consent withdrawn, or the person's own token for a freeze
 * @param index where the event is logged; empty while the log has not taken it
 * @param refused why the log will not take it, if it has said so for good
 */
record LocalStop(
    EventId event,
    Kind kind,
    String subject,
    String about,
    Instant stoppedAt,
    OptionalLong index,
    Optional<Refused> refused) {

  /** What is stopped. */
  enum Kind {
    WITHDRAWAL,
    FREEZE
  }

  /** That the log has refused the event, when and with which code. */
  record Refused(Instant at, String code) {}

  /** One that the log has not been asked to take yet. */
  static LocalStop of(EventId event, Kind kind, String subject, String about, Instant stoppedAt) {
    return new LocalStop(
        event, kind, subject, about, stoppedAt, OptionalLong.empty(), Optional.empty());
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "LocalStop[" + event + " " + kind + "]";
  }
}
