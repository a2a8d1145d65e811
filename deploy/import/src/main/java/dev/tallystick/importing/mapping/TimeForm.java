package dev.tallystick.importing.mapping;

import java.time.DateTimeException;
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
import java.util.Optional;

/** How a column writes a time; a date stands for its beginning in the zone. For many threads. */
public final class TimeForm {
  private static final long SECOND = 1_000;

  /** What the timestamps of records can say, in UTC and a day away from it. */
  private static final long FIRST = Instant.parse("0001-01-02T00:00:00Z").toEpochMilli();

  private static final long LAST = Instant.parse("9999-12-30T23:59:59.999Z").toEpochMilli();

  private final Optional<DateTimeFormatter> pattern;
  private final long epochMillis;
  private final ZoneId zone;

  /** Rows of one order have the same time, one after the other. */
  private volatile Known last = new Known("", Instant.EPOCH);

  private record Known(String text, Instant instant) {}

  private TimeForm(Optional<DateTimeFormatter> pattern, long epochMillis, ZoneId zone) {
    this.pattern = pattern;
    this.epochMillis = epochMillis;
    this.zone = zone;
  }

  /** ISO 8601 with an offset. */
  static TimeForm iso(ZoneId zone) {
    return new TimeForm(Optional.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME), 0, zone);
  }

  /** Seconds, or milliseconds, since 1970. */
  static TimeForm epoch(boolean millis, ZoneId zone) {
    return new TimeForm(Optional.empty(), millis ? 1 : SECOND, zone);
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
    return new TimeForm(Optional.of(formatter), 0, zone);
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
      long millis =
          pattern.isPresent()
              ? instant(
                      pattern
                          .get()
                          .parseBest(
                              text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from))
                  .toEpochMilli()
              : Math.multiplyExact(Long.parseLong(text), epochMillis);
      if (millis >= FIRST && millis <= LAST) {
        return Instant.ofEpochMilli(millis);
      }
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw new RowRefusedException("TIME_INVALID", column);
    }
    throw new RowRefusedException("TIME_INVALID", column);
  }

  private Instant instant(TemporalAccessor parsed) {
    if (parsed instanceof OffsetDateTime exact) {
      return exact.toInstant();
    }
    LocalDateTime local =
        parsed instanceof LocalDateTime time ? time : ((LocalDate) parsed).atStartOfDay();
    return local.atZone(zone).toInstant();
  }
}
