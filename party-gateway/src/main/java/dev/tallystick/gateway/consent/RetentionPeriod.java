package dev.tallystick.gateway.consent;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import java.util.stream.LongStream;

/** For how long a report is kept: days or more, and no more than a time of the database holds. */
public record RetentionPeriod(Period period) {
  /** What such a period is, as a refusal says it. */
  public static final String RULE = "a period of days or more, a century at most";

  /** More than any law allows. */
  private static final long MOST_DAYS = 36_525;

  /** Four years: from one leap day to the next. */
  private static final int CYCLE = 1_461;

  /** Reads one; empty if the text is none. */
  public static Optional<RetentionPeriod> parse(String text) {
    try {
      Period period = Period.parse(text);
      long days = LocalDate.EPOCH.plus(period).toEpochDay();
      return days > 0 && days <= MOST_DAYS
          ? Optional.of(new RetentionPeriod(period))
          : Optional.empty();
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** Whether it ends no later than another one, on whatever day both begin. */
  public boolean isWithin(RetentionPeriod longest) {
    return LongStream.range(0, CYCLE)
        .mapToObj(LocalDate::ofEpochDay)
        .noneMatch(day -> day.plus(period).isAfter(day.plus(longest.period)));
  }
}
