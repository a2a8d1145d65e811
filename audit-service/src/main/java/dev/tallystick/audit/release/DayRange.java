package dev.tallystick.audit.release;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Some days that are asked for, the last with the first at most {@value #MOST_DAYS}.
 *
 * @param first the first UTC day
 * @param last the last
 */
record DayRange(LocalDate first, LocalDate last) {
  static final int MOST_DAYS = 31;

  /**
   * The days of a request.
   *
   * @throws AuditProblem if they are none, or too many
   */
  static DayRange of(@Nullable String from, @Nullable String to) {
    LocalDate first = day("from", from);
    LocalDate last = day("to", to);
    if (last.isBefore(first) || !last.isBefore(first.plusDays(MOST_DAYS))) {
      throw AuditProblem.ofField(
          AuditProblemCode.RANGE_INVALID, "to", "from or later, at most " + MOST_DAYS + " days");
    }
    return new DayRange(first, last);
  }

  private static LocalDate day(String field, @Nullable String text) {
    try {
      if (text != null && text.length() == 10) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeParseException e) {
      // Told below.
    }
    throw AuditProblem.ofField(AuditProblemCode.RANGE_INVALID, field, "a day, yyyy-mm-dd");
  }
}
