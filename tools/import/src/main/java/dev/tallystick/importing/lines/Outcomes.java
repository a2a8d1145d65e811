package dev.tallystick.importing.lines;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the rows of a file: how many became records, and why the others did not. Holds
 * numbers of lines and names of columns, nothing of what they hold. For one thread.
 */
public final class Outcomes {
  private static final int SHOWN = 3;

  private final Map<Reason, Rows> refused = new TreeMap<>(Reason.ORDER);
  private final Map<String, Long> records = new TreeMap<>();
  private final int shown;
  private long rows;

  /** Outcomes that name the first three places of each reason. */
  Outcomes() {
    this(SHOWN);
  }

  /** Outcomes that name so many places of each reason. */
  Outcomes(int shown) {
    this.shown = shown;
  }

  /**
   * Why rows became no record.
   *
   * @param kind whether they are at fault, prohibited, or no part of it
   * @param code such as {@code VALUE_MISSING}, a category, or a reason of the mapping
   * @param column at fault; empty if it is none
   */
  public record Reason(Kind kind, String code, String column) {
    private static final Comparator<Reason> ORDER =
        Comparator.comparing(Reason::kind)
            .thenComparing(Reason::code)
            .thenComparing(Reason::column);
  }

  /** The kinds of reasons. */
  public enum Kind {
    /** Cannot be read as the mapping says. */
    REFUSED,
    /** Must not be collected (R21). */
    PROHIBITED,
    /** Left out by the mapping. */
    LEFT_OUT
  }

  /**
   * How many rows, and the lines that the first of them begin in.
   *
   * @param first three at most, unless all are wanted
   */
  public record Rows(long count, List<Long> first) {
    /** The first of them. */
    public static Rows one(long row) {
      return new Rows(1, List.of(row));
    }

    /** With one more. */
    public Rows plus(long row) {
      return plus(row, SHOWN);
    }

    private Rows plus(long row, int most) {
      if (first.size() >= most) {
        return new Rows(count + 1, first);
      }
      List<Long> shown = new ArrayList<>(first);
      shown.add(row);
      return new Rows(count + 1, List.copyOf(shown));
    }
  }

  void row() {
    rows++;
  }

  void record(String category) {
    records.merge(category, 1L, Long::sum);
  }

  void leave(Reason reason, long row) {
    refused.merge(reason, Rows.one(row), (known, one) -> known.plus(row, shown));
  }

  /** How many rows the file has. */
  public long rows() {
    return rows;
  }

  /** How many records the rows became, by category. */
  public Map<String, Long> records() {
    return new TreeMap<>(records);
  }

  /** The rows that became no record, by the reason. */
  public Map<Reason, Rows> left() {
    return refused;
  }

  /** How many rows became no record for this kind of reason. */
  public long left(Kind kind) {
    return refused.entrySet().stream()
        .filter(each -> each.getKey().kind() == kind)
        .mapToLong(each -> each.getValue().count())
        .sum();
  }
}
