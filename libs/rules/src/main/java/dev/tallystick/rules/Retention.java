package dev.tallystick.rules;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How long something may be kept, as ISO 8601 writes it: a period by the calendar, and hours
 * beyond.
 */
record Retention(Period days, Duration time) {
  private static final int FEW_DIGITS = 6;

  /** What a text says, if it is a period. */
  static Optional<Retention> find(String text) {
    int t = text.indexOf('T');
    try {
      String days = t < 0 ? text : text.substring(0, t);
      return Optional.of(
          new Retention(
              days.equals("P") ? Period.ZERO : period(days),
              t < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(t))));
    } catch (DateTimeException | ArithmeticException none) {
      return Optional.empty();
    }
  }

  /** Nearly all are like P90D or P2Y, for which the JDK's regular expression is a long way. */
  private static Period period(String text) {
    int last = text.length() - 1;
    int number = 0;
    for (int i = 1; i < last; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i > FEW_DIGITS) {
        return Period.parse(text);
      }
      number = 10 * number + (c - '0');
    }
    if (last < 2 || text.charAt(0) != 'P') {
      return Period.parse(text);
    }
    return switch (text.charAt(last)) {
      case 'D' -> Period.ofDays(number);
      case 'M' -> Period.ofMonths(number);
      case 'Y' -> Period.ofYears(number);
      default -> Period.parse(text);
    };
  }

  /** The first millisecond after it, of what begins at a time; at once if there is none so late. */
  long end(long beginMillis, ZoneId zone) {
    Instant begin = Instant.ofEpochMilli(beginMillis);
    try {
      Instant day = days.isZero() ? begin : begin.atZone(zone).plus(days).toInstant();
      return day.plus(time).toEpochMilli();
    } catch (DateTimeException | ArithmeticException none) {
      return beginMillis;
    }
  }
}
