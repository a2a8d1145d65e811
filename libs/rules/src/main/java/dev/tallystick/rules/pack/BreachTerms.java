package dev.tallystick.rules.pack;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * By when a breach is told (R55), counted from when it was detected.
 *
 * @param authority how long the authority may have to wait; nothing means at once
 * @param people how long the people concerned may have to wait
 */
public record BreachTerms(Duration authority, Duration people) {
  /** Of a pack that does not say. */
  static final BreachTerms AT_ONCE = new BreachTerms(Duration.ZERO, Duration.ZERO);

  /**
   * The instant after which a term is over; none of "at once", which is over with the local day.
   */
  public static Optional<Instant> dueAt(Duration term, Instant detected) {
    return term.isZero() ? Optional.empty() : Optional.of(detected.plus(term));
  }

  /** The last local day of a term. */
  public static LocalDate dueOn(Duration term, Instant detected, ZoneId zone) {
    return LocalDate.ofInstant(detected.plus(term), zone);
  }
}
