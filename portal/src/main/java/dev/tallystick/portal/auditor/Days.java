package dev.tallystick.portal.auditor;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Days that stand in addresses. */
public final class Days {
  private static final int LENGTH = 10;

  private Days() {}

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
