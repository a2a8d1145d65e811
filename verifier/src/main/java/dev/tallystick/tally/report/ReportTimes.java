package dev.tallystick.tally.report;

import java.time.LocalDate;

/** Times as reports show them: UTC, by the rules of ISO 8601, with seconds or milliseconds. */
public final class ReportTimes {
  private static final long DAY = 86_400;

  /** The end of the year 9999; what lies beyond is no time that anybody has recorded. */
  private static final long END = 253_402_300_800L;

  private ReportTimes() {}

  /** Returns the time so many seconds after 1970. */
  public static String utcSeconds(long seconds) {
    return seconds < 0 || seconds >= END ? beyond(seconds, "s") : date(seconds) + "Z";
  }

  /** Returns the time so many milliseconds after 1970. */
  public static String utcMillis(long millis) {
    return millis < 0 || millis >= END * 1000
        ? beyond(millis, "ms")
        : "%s.%03dZ".formatted(date(millis / 1000), millis % 1000);
  }

  private static String beyond(long count, String unit) {
    return count + " " + unit + " after 1970";
  }

  private static String date(long seconds) {
    long second = seconds % DAY;
    return "%sT%02d:%02d:%02d"
        .formatted(
            LocalDate.ofEpochDay(seconds / DAY), second / 3600, second / 60 % 60, second % 60);
  }
}
