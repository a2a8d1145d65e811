package dev.tallystick.portal.auditor;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Days that stand in addresses. */
public final class Days {
  private static final int LENGTH = 10;
  private static final int MONTH_LENGTH = 7;

  private Days() {}

  /** The month, such as 2026-12; empty if it is none. */
  public static Optional<YearMonth> findMonth(@Nullable String text) {
    try {
      return text == null || !text.startsWith("20") || text.length() != MONTH_LENGTH
          ? Optional.empty()
          : Optional.of(YearMonth.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The day; empty if it is none. */
  public static Optional<LocalDate> find(@Nullable String text) {
    try {
      return text == null || text.length() != LENGTH
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
