package dev.tallystick.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Times and dates as the services read them. */
final class DemoTimes {
  private static final ZoneId RULES = ZoneId.of("Asia/Shanghai");

  private DemoTimes() {}

  static Instant inDays(Instant now, int days) {
    return now.plus(Duration.ofDays(days));
  }

  /** The day of the rules' time zone, in which terms end. */
  static LocalDate localDay(Instant time) {
    return time.atZone(RULES).toLocalDate();
  }

  static LocalDate date(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
