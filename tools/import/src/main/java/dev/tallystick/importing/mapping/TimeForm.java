package dev.tallystick.importing.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** How a column writes a time; a date stands for its beginning in the zone. For many threads. */
public final class TimeForm {
  /** How a number tells a time. */
  enum Count {
    SECONDS,
    MILLIS,

    /** Days of a spreadsheet, counted from the end of 1899; local time. */
    EXCEL
  }

  private static final BigDecimal SECOND = BigDecimal.valueOf(1_000);
  private static final BigDecimal DAY = BigDecimal.valueOf(86_400_000);

  /** Day 0; right from day 61 on, since spreadsheets have a 29 February 1900. */
  private static final LocalDateTime EXCEL_BEGIN = LocalDate.of(1899, 12, 30).atStartOfDay();

  private static final BigDecimal EXCEL_FIRST = BigDecimal.valueOf(61);

  /** What the timestamps of records can say, in UTC and a day away from it. */
  private static final long FIRST = Instant.parse("0001-01-02T00:00:00Z").toEpochMilli();

  private static final long LAST = Instant.parse("9999-12-30T23:59:59.999Z").toEpochMilli();

  private final Reader reader;
  private final ZoneId zone;

  /** Rows of one order have the same time, one after the other. */
  private volatile Known last = new Known("", Instant.EPOCH);

  private record Known(String text, Instant instant) {}

  /** Reads a text, or throws what a text that is no time makes it throw. */
  @FunctionalInterface
  private interface Reader {
    Instant read(String text, String column) throws RowRefusedException;
  }

  private TimeForm(Reader reader, ZoneId zone) {
    this.reader = reader;
    this.zone = zone;
  }

  /** ISO 8601 with an offset. */
  static TimeForm iso(ZoneId zone) {
    return formatted(DateTimeFormatter.ISO_OFFSET_DATE_TIME, zone);
  }

  /**
   * Seconds or milliseconds since 1970, or days of a spreadsheet, with a fraction if need be.
   *
   * @param numbers how spreadsheets write numbers; programs write the others
   */
  static TimeForm counted(Count count, NumberForm numbers, ZoneId zone) {
    NumberForm form = count == Count.EXCEL ? numbers : NumberForm.PLAIN;
    return new TimeForm(
        (text, column) -> {
          BigDecimal number = form.parse(text, column);
          return switch (count) {
            case SECONDS ->
                Instant.ofEpochMilli(whole(number.multiply(SECOND), RoundingMode.FLOOR));
            case MILLIS -> Instant.ofEpochMilli(whole(number, RoundingMode.FLOOR));
            case EXCEL -> excel(number, zone);
          };
        },
        zone);
  }

  private static Instant excel(BigDecimal days, ZoneId zone) {
    if (days.compareTo(EXCEL_FIRST) < 0) {
      throw new ArithmeticException("before March 1900");
    }
    // A fraction of a day is seldom exact; the nearest millisecond is what was meant.
    long millis = whole(days.multiply(DAY), RoundingMode.HALF_UP);
    return EXCEL_BEGIN.plus(Duration.ofMillis(millis)).atZone(zone).toInstant();
  }

  private static long whole(BigDecimal number, RoundingMode rounding) {
    return number.setScale(0, rounding).longValueExact();
  }

  /**
   * A pattern of {@link DateTimeFormatter}, with the names of a language.
   *
   * @throws IllegalArgumentException if it is none
   */
  static TimeForm pattern(String pattern, ZoneId zone, Locale language) {
    // "y" is the year of an era; nobody who writes a mapping means that.
    DateTimeFormatter formatter =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(pattern.replace('y', 'u'))
            .toFormatter(language)
            .withResolverStyle(ResolverStyle.STRICT);
    return formatted(formatter, zone);
  }

  private static TimeForm formatted(DateTimeFormatter form, ZoneId zone) {
    return new TimeForm(
        (text, column) ->
            instant(
                form.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from),
                zone),
        zone);
  }

  /** Where days begin. */
  public ZoneId zone() {
    return zone;
  }

  /** The instant that a text spells, cut to milliseconds; of the years 1 to 9999. */
  public Instant parse(String text, String column) throws RowRefusedException {
    Known known = last;
    if (!text.isEmpty() && known.text().equals(text)) {
      return known.instant();
    }
    Instant instant = read(text, column);
    last = new Known(text, instant);
    return instant;
  }

  private Instant read(String text, String column) throws RowRefusedException {
    try {
      long millis = reader.read(text, column).toEpochMilli();
      if (millis >= FIRST && millis <= LAST) {
        return Instant.ofEpochMilli(millis);
      }
    } catch (DateTimeException | ArithmeticException | RowRefusedException e) {
      throw new RowRefusedException("TIME_INVALID", column);
    }
    throw new RowRefusedException("TIME_INVALID", column);
  }

  private static Instant instant(TemporalAccessor parsed, ZoneId zone) {
    if (parsed instanceof OffsetDateTime exact) {
      return exact.toInstant();
    }
    LocalDateTime local =
        parsed instanceof LocalDateTime time ? time : ((LocalDate) parsed).atStartOfDay();
    return local.atZone(zone).toInstant();
  }
}
