package dev.tallystick.bureau.lending;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The day on which a lender tells of a loan. The bureau does not know where the lender is. */
final class LendersDay {
  /** Where a day begins first. */
  private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(14);

  private LendersDay() {}

  /** The latest day that it is anywhere: a later one is in the future for every lender. */
  static LocalDate latest(Clock clock) {
    return LocalDate.ofInstant(clock.instant(), EARLIEST);
  }
}
