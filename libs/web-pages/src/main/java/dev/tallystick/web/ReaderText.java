package dev.tallystick.web;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.Locale;

/**
 * Money, numbers, days and times as the reader writes them.
 *
 * @param locale the reader's language
 * @param zone the time zone of the pages
 * @param now when the page is made
 */
public record ReaderText(Locale locale, ZoneId zone, Instant now) {
  private static final String YUAN = "CNY";

  /** A price in minor units of a currency. */
  public String money(long amount, String currency) {
    int digits;
    try {
      digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException e) {
      return amount + " " + currency;
    }
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    String number = format.format(BigDecimal.valueOf(amount, digits));
    if (currency.equals(YUAN)) {
      return isChinese() ? number + " 元" : "¥" + number;
    }
    return number + " " + currency;
  }

  /** A number of things. */
  public String number(long value) {
    return NumberFormat.getIntegerInstance(locale).format(value);
  }

  /** A day in a sentence: "3 March", and the year if it is another one. */
  public String day(LocalDate day) {
    boolean sameYear = day.getYear() == today().getYear();
    String pattern =
        isChinese() ? (sameYear ? "M月d日" : "yyyy年M月d日") : (sameYear ? "d MMMM" : "d MMMM yyyy");
    return DateTimeFormatter.ofPattern(pattern, locale).format(day);
  }

  /** The day of an instant, here. */
  public LocalDate dayOf(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }

  /** The heading of a day: "Today", "Yesterday", "Tuesday 3 March". */
  public String dayHeading(LocalDate day) {
    LocalDate today = today();
    if (day.equals(today)) {
      return isChinese() ? "今天" : "Today";
    }
    if (day.equals(today.minusDays(1))) {
      return isChinese() ? "昨天" : "Yesterday";
    }
    String weekday = DateTimeFormatter.ofPattern("EEEE", locale).format(day);
    return isChinese() ? day(day) + " " + weekday : weekday + " " + day(day);
  }

  /** The time of day: "14:02". */
  public String time(Instant instant) {
    return DateTimeFormatter.ofPattern("HH:mm", locale).format(instant.atZone(zone));
  }

  /** An instant in a sentence: "today 14:02", "3 March 14:02". */
  public String moment(Instant instant) {
    LocalDate day = dayOf(instant);
    String said = day(day);
    if (day.equals(today())) {
      said = isChinese() ? "今天" : "today";
    }
    return said + " " + time(instant);
  }

  /** The exact instant, with its zone. */
  public String exact(Instant instant) {
    ZonedDateTime here = instant.atZone(zone);
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS xxx").format(here);
  }

  /** A day that stands in an answer as text; as it is, if it is none. */
  public String dayOf(String text) {
    try {
      return day(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return text;
    }
  }

  /** The day of an instant that stands in an answer as text; as it is, if it is none. */
  public String dayOfInstant(String text) {
    try {
      return day(dayOf(Instant.parse(text)));
    } catch (DateTimeParseException e) {
      return text;
    }
  }

  /** The moment of an instant that stands in an answer as text; as it is, if it is none. */
  public String momentOfInstant(String text) {
    try {
      return moment(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return text;
    }
  }

  /** A period such as {@code P1Y6M}: "1 year and 6 months"; as it is, if it is none. */
  public String period(String text) {
    Period period;
    try {
      period = Period.parse(text);
    } catch (DateTimeParseException e) {
      return text;
    }
    StringBuilder said = new StringBuilder();
    unit(said, period.getYears(), "year", "年");
    unit(said, period.getMonths(), "month", "个月");
    unit(said, period.getDays(), "day", "天");
    return said.isEmpty() ? text : said.toString();
  }

  private void unit(StringBuilder said, int count, String english, String chinese) {
    if (count == 0) {
      return;
    }
    if (isChinese()) {
      said.append(count).append(chinese);
      return;
    }
    said.append(said.isEmpty() ? "" : " and ").append(count).append(' ').append(english);
    if (count != 1) {
      said.append('s');
    }
  }

  private LocalDate today() {
    return dayOf(now);
  }

  private boolean isChinese() {
    return locale.equals(Locale.CHINESE);
  }
}
