package dev.tallystick.consent.duty;

import java.time.LocalDate;

/**
 * Something that a party still has to do.
 *
 * @param about the id of what it is about, by which it is done
 * @param dueOn the last day
 */
public record Duty(Kind kind, String party, String about, String title, LocalDate dueOn) {
  /** What kind of duty. */
  public enum Kind {
    /** To look into an alarm that nobody has cleared. */
    ANOMALY,
    /** To answer a person who has objected to what is said about them. */
    OBJECTION,
    /** Set by the regulator. */
    OBLIGATION,
    /** To answer a person who asked for a right. */
    RIGHT,
    /** To say what was done about a consent that has ended. */
    STOP_NOTICE
  }
}
