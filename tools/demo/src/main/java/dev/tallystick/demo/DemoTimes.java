package dev.tallystick.demo;

import dev.tallystick.events.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Times and dates as the services read them. */
final class DemoTimes {
  private DemoTimes() {}

  static String instant(Instant time) {
    return Timestamps.format(time.toEpochMilli());
  }

  static String inDays(Instant now, int days) {
    return instant(now.plus(Duration.ofDays(days)));
  }

  static String date(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
