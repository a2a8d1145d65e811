package dev.tallystick.rules.pack;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;

/**
 * How long an authority has with complaints (R47).
 *
 * @param acceptWithin by when it accepts one; after that it counts as accepted
 * @param answerWithin by when it answers one that was accepted
 */
public record ComplaintTerms(Period acceptWithin, Period answerWithin) {
  /** How far the clocks of who answers and who records the answer may differ. */
  public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  /** The terms of a pack that names none. */
  static final ComplaintTerms USUAL = new ComplaintTerms(Period.ofDays(5), Period.ofDays(30));

  /** The last day for accepting a complaint. */
  public LocalDate acceptBy(LocalDate filed) {
    return filed.plus(acceptWithin);
  }

  /** The last day for answering a complaint. */
  public LocalDate dueOn(LocalDate accepted) {
    return accepted.plus(answerWithin);
  }

  /** Whether the time that is said for an answer is not that at which it is said. */
  public static boolean isDatedBack(Instant answeredAt, Instant said) {
    return answeredAt.isBefore(said.minus(CLOCK_TOLERANCE));
  }
}
