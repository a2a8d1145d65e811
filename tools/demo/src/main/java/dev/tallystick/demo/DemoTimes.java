package dev.tallystick.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Times and dates as the services read them. */
final class DemoTimes {
  private DemoTimes() {}

  static Instant inDays(Instant now, int days) {
    return now.plus(Duration.ofDays(days));
  }

  static LocalDate date(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
