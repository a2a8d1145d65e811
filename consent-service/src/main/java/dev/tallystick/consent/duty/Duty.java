package dev.tallystick.consent.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Something that a party still has to do.
 *
 * @param about the id of what it is about, by which it is done
 * @param dueOn the last day
 * @param dueAt the instant after which it is late, where hours count and not days
 */
public record Duty(
    Kind kind, String party, String about, String title, LocalDate dueOn, Optional<Instant> dueAt) {
  /** A duty that is late when its day is over. */
  public Duty(Kind kind, String party, String about, String title, LocalDate dueOn) {
    this(kind, party, about, title, dueOn, Optional.empty());
  }

  /** What kind of duty. */
  public enum Kind {
    /** To look into an alarm that nobody has cleared. */
    ANOMALY,
    /** To be audited, and to report it. */
    AUDIT,
    /** To accept or answer a person's complaint, or to say something about it. */
    COMPLAINT,
    /** To tell the authority of a breach. */
    BREACH_AUTHORITY,
    /** To tell the people concerned of a breach. */
    BREACH_PEOPLE,
    /** To answer a person who has objected to what is said about them. */
    OBJECTION,
    /** Set by the regulator. */
    OBLIGATION,
    /** To answer a person who asked for a right. */
    RIGHT,
    /** To say what was done about a consent that has ended. */
    STOP_NOTICE
  }

  /** Whether it should have been done by now. */
  boolean isOverdue(LocalDate today, Instant now) {
    return dueAt.map(now::isAfter).orElseGet(() -> dueOn.isBefore(today));
  }
}
