package dev.tallystick.scorecard;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a lender asked for, summed from its ledger: how often, how often on other days or about
 * other people, over how many days, and what was paid. It holds nobody's name.
 *
 * @param inquiries how many
 * @param chargeable those that are not the same person again on one local day
 * @param days from the first day to the last
 * @param paid what they cost, in minor units, if the ledger says so
 */
record LedgerTraffic(long inquiries, long chargeable, long days, Optional<Long> paid) {
  private static final List<String> COLUMNS = List.of("at", "person");
  private static final double YEAR = 365;

  /**
   * Reads a ledger: a CSV file with the columns {@code at} (a day, or an instant in UTC) and {@code
   * person} (whatever tells two apart), and maybe {@code paid} in minor units.
   */
  static LedgerTraffic read(Path ledger, ZoneId zone) throws IOException, ScorecardException {
    Set<String> seen = new HashSet<>();
    long inquiries = 0;
    long paid = 0;
    boolean tellsPaid = false;
    LocalDate first = LocalDate.MAX;
    LocalDate last = LocalDate.MIN;
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(ledger)) {
      for (NamedCsvRecord row : reader) {
        if (inquiries == 0) {
          requireColumns(row.getHeader());
          tellsPaid = row.getHeader().contains("paid");
        }
        LocalDate day = day(row.getField("at").strip(), zone, inquiries + 2);
        first = day.isBefore(first) ? day : first;
        last = day.isAfter(last) ? day : last;
        seen.add(day.toEpochDay() + " " + row.getField("person").strip());
        inquiries++;
        paid += tellsPaid ? amount(row.getField("paid").strip(), inquiries + 1) : 0;
      }
    } catch (CsvParseException | UncheckedIOException e) {
      throw new ScorecardException("the ledger is no CSV with a header and full rows", e);
    }
    if (inquiries == 0) {
      throw new ScorecardException("the ledger has no rows");
    }
    return new LedgerTraffic(
        inquiries,
        seen.size(),
        ChronoUnit.DAYS.between(first, last) + 1,
        tellsPaid ? Optional.of(paid) : Optional.empty());
  }

  private static void requireColumns(List<String> header) throws ScorecardException {
    for (String column : COLUMNS) {
      if (!header.contains(column)) {
        throw new ScorecardException("the ledger has no column " + column);
      }
    }
  }

  private static LocalDate day(String text, ZoneId zone, long line) throws ScorecardException {
    try {
      return text.length() == 10
          ? LocalDate.parse(text)
          : Instant.parse(text).atZone(zone).toLocalDate();
    } catch (DateTimeException e) {
      throw new ScorecardException(
          "line %d: at is a day, 2026-03-02, or an instant, 2026-03-02T01:20:00Z".formatted(line));
    }
  }

  private static long amount(String text, long line) throws ScorecardException {
    return BinnedColumn.number(text)
        .filter(amount -> amount >= 0)
        .orElseThrow(
            () -> new ScorecardException("line %d: paid is in minor units".formatted(line)));
  }

  /** What there would be in a year of this. */
  long perYear(long ofThis) {
    return Math.round(ofThis * YEAR / days);
  }
}
