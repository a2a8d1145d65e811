package dev.tallystick.party.account;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

/** A calendar month in the time zone of the rule pack. */
public record BilledMonth(YearMonth month, ZoneId zone) {
  /** The month that an instant lies in. */
  public static BilledMonth at(Instant instant, ZoneId zone) {
    return new BilledMonth(YearMonth.from(instant.atZone(zone)), zone);
  }

  /** The month of these first and last days, if they are those of one. */
  public static Optional<BilledMonth> of(LocalDate first, LocalDate last, ZoneId zone) {
    BilledMonth month = new BilledMonth(YearMonth.from(first), zone);
    return month.firstDay().equals(first) && month.lastDay().equals(last)
        ? Optional.of(month)
        : Optional.empty();
  }

  public LocalDate firstDay() {
    return month.atDay(1);
  }

  public LocalDate lastDay() {
    return month.atEndOfMonth();
  }

  /** Its first instant. */
  public Instant start() {
    return firstDay().atStartOfDay(zone).toInstant();
  }

  /** The first instant after it. */
  public Instant end() {
    return next().start();
  }

  public BilledMonth next() {
    return new BilledMonth(month.plusMonths(1), zone);
  }

  public BilledMonth previous() {
    return new BilledMonth(month.minusMonths(1), zone);
  }
}
