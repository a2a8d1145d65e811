package dev.tallystick.events;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.OptionalLong;

/**
 * Times as events write them: {@code YYYY-MM-DDTHH:mm:ss.SSSZ}, always UTC, always three digits of
 * a second.
 */
public final class Timestamps {
  private static final long DAY = 86_400_000;
  private static final String SHAPE = "dddd-dd-ddTdd:dd:dd.dddZ";
  private static final long MIN = LocalDate.of(1, 1, 1).toEpochDay() * DAY;
  private static final long MAX = LocalDate.of(10_000, 1, 1).toEpochDay() * DAY - 1;

  private Timestamps() {}

  /**
   * Writes milliseconds since 1970.
   *
   * @throws IllegalArgumentException if the year is not from 1 to 9999
   */
  public static String format(long millis) {
    if (millis < MIN || millis > MAX) {
      throw new IllegalArgumentException("a timestamp's year is from 0001 to 9999");
    }
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(millis, DAY));
    int rest = Math.floorMod(millis, (int) DAY);
    char[] text = SHAPE.toCharArray();
    write(text, 0, 4, day.getYear());
    write(text, 5, 2, day.getMonthValue());
    write(text, 8, 2, day.getDayOfMonth());
    write(text, 11, 2, rest / 3_600_000);
    write(text, 14, 2, rest / 60_000 % 60);
    write(text, 17, 2, rest / 1000 % 60);
    write(text, 20, 3, rest % 1000);
    return new String(text);
  }

  private static void write(char[] text, int from, int digits, int value) {
    int rest = value;
    for (int i = from + digits - 1; i >= from; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /**
   * The milliseconds since 1970, or nothing if the text is not exactly of the form or no such time
   * exists.
   */
  public static OptionalLong parse(String text) {
    if (!hasShape(text)) {
      return OptionalLong.empty();
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    boolean real =
        year >= 1
            && month >= 1
            && month <= 12
            && day >= 1
            && hour < 24
            && minute < 60
            && second < 60;
    if (!real || day > Month.of(month).length(Year.isLeap(year))) {
      return OptionalLong.empty();
    }
    long seconds =
        LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3600L + minute * 60L + second;
    return OptionalLong.of(seconds * 1000 + number(text, 20, 3));
  }

  private static boolean hasShape(String text) {
    if (text.length() != SHAPE.length()) {
      return false;
    }
    for (int i = 0; i < SHAPE.length(); i++) {
      char c = text.charAt(i);
      boolean fits = SHAPE.charAt(i) == 'd' ? c >= '0' && c <= '9' : c == SHAPE.charAt(i);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value;
  }
}
