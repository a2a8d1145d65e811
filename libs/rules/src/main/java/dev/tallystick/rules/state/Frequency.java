package dev.tallystick.rules.state;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;

/** At most {@code count} uses in any window of the length. */
public record Frequency(long count, Period days, Duration time) {

  /** Reads a window such as {@code P1M} or {@code PT12H}; empty if it is none. */
  static Optional<Frequency> of(long count, String window) {
    int t = window.indexOf('T');
    String days = t < 0 ? window : window.substring(0, t);
    try {
      return Optional.of(
          new Frequency(
              count,
              days.equals("P") ? Period.ZERO : Period.parse(days),
              t < 0 ? Duration.ZERO : Duration.parse("P" + window.substring(t))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Frequency read(long count, String days, String time) throws IOException {
    try {
      return new Frequency(count, Period.parse(days), Duration.parse(time));
    } catch (DateTimeException e) {
      throw new IOException("no window", e);
    }
  }

  /** The first millisecond of the window that ends at an instant. */
  public long startMillis(Instant end, ZoneId zone) {
    return end.atZone(zone).minus(days).toInstant().minus(time).toEpochMilli();
  }
}
