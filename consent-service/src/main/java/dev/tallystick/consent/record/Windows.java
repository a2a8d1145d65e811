package dev.tallystick.consent.record;

import dev.tallystick.events.type.UseFrequency;
import dev.tallystick.rules.state.Frequency;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.Optional;

/** Reads the windows of frequencies. */
final class Windows {
  private Windows() {}

  /** The frequency with its window such as {@code P1M} or {@code PT12H}; empty if it is none. */
  static Optional<Frequency> read(UseFrequency limit) {
    String window = limit.window();
    int t = window.indexOf('T');
    String days = t < 0 ? window : window.substring(0, t);
    try {
      return Optional.of(
          new Frequency(
              limit.count(),
              days.equals("P") ? Period.ZERO : Period.parse(days),
              t < 0 ? Duration.ZERO : Duration.parse("P" + window.substring(t))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
