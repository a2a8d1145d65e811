package dev.tallystick.scorecard;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Loans, a row each, with what was known of them before and whether they went wrong.
 *
 * @param columns what was known, by name
 * @param rows the values, in the order of the columns; an empty text says that it is not known
 * @param bad whether each row went wrong
 */
record LoanTable(List<String> columns, List<List<String>> rows, List<Boolean> bad) {
  private static final int LEAST = 50;

  LoanTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    bad = List.copyOf(bad);
  }

  /**
   * Reads a CSV file with a header.
   *
   * @param target the column that says how a loan ended
   * @param badValue what it says of one that went wrong
   * @param without columns that are left out
   */
  static LoanTable read(Path file, String target, String badValue, Set<String> without)
      throws IOException, ScorecardException {
    List<String> columns = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    List<Boolean> bad = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : reader) {
        if (columns.isEmpty()) {
          columns.addAll(row.getHeader());
          requireColumns(columns, target, without);
          columns.remove(target);
          columns.removeAll(without);
        }
        rows.add(columns.stream().map(name -> row.getField(name).strip()).toList());
        bad.add(row.getField(target).strip().equals(badValue));
      }
    } catch (CsvParseException | UncheckedIOException e) {
      throw new ScorecardException("the file is no CSV with a header and full rows", e);
    }
    long wrong = bad.stream().filter(each -> each).count();
    if (wrong < LEAST || rows.size() - wrong < LEAST) {
      throw new ScorecardException(
          "it takes %d loans of each kind; of %d rows, %d have %s = %s"
              .formatted(LEAST, rows.size(), wrong, target, badValue));
    }
    return new LoanTable(columns, rows, bad);
  }

  private static void requireColumns(List<String> columns, String target, Set<String> without)
      throws ScorecardException {
    List<String> missing = new ArrayList<>(without);
    missing.add(target);
    missing.removeAll(columns);
    if (!missing.isEmpty()) {
      throw new ScorecardException("the file has no column " + missing.get(0));
    }
  }

  /** The values of a column, in these rows. */
  List<String> column(int column, List<Integer> of) {
    return of.stream().map(row -> rows.get(row).get(column)).toList();
  }

  /** Whether these rows went wrong. */
  List<Boolean> badOf(List<Integer> of) {
    return of.stream().map(bad::get).toList();
  }

  /** Shows no loan. */
  @Override
  public String toString() {
    return "LoanTable[" + rows.size() + "]";
  }
}
