package dev.tallystick.audit.board;

import dev.tallystick.audit.board.BoardFact.Measure;
import dev.tallystick.audit.document.BureauServiceLevel;
import dev.tallystick.audit.parity.CaseTimes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long bureaus took and how often an inquiry came to nothing by a reason of theirs, as far as
 * the log has it: a bureau that does not answer leaves no entry.
 */
final class BureauBoard {
  private static final Set<Measure> MEASURES = EnumSet.of(Measure.SOLD, Measure.NO_SOURCES);
  private static final long PER_MILLE = 1_000;
  private static final int MEDIAN = 500;
  private static final int SLOW = 950;

  /** Of fewer cases the slowest twentieth would be a single one. */
  private static final int FEWEST_FOR_SLOW = 20;

  private final BoardCounts counts;
  private final SoldDays days;
  private final LocalDate today;

  /**
   * The bureaus as they were.
   *
   * @param today the day that is not over
   */
  BureauBoard(BoardCounts counts, SoldDays days, LocalDate today) {
    this.counts = counts;
    this.days = days;
    this.today = today;
  }

  /** The newest month first; each bureau that had sold a report by then. */
  List<BureauServiceLevel> rows() {
    List<BureauServiceLevel> rows = new ArrayList<>();
    for (int month : counts.months(MEASURES)) {
      for (String bureau : days.bureaus()) {
        if (days.isThereBy(bureau, month)) {
          rows.add(row(month, bureau));
        }
      }
    }
    return rows;
  }

  private BureauServiceLevel row(int month, String bureau) {
    long sold = cases(month, Measure.SOLD, bureau);
    long refused = cases(month, Measure.NO_SOURCES, bureau);
    boolean isOfMany = counts.isOfMany(month, MEASURES, one -> one.bureau().equals(bureau));
    SortedMap<Long, Long> times = new TreeMap<>();
    counts
        .counted(month, Measure.TIME)
        .filter(count -> count.kind().bureau().equals(bureau))
        .forEach(count -> times.merge(count.value(), count.cases(), Long::sum));
    return BureauServiceLevel.builder()
        .month(BoardCounts.told(month))
        .bureau(bureau)
        .sold(BoardCounts.tens(sold))
        .medianMillis(quantile(times, MEDIAN, BoardCounts.FEWEST_CASES, isOfMany))
        .p95Millis(quantile(times, SLOW, FEWEST_FOR_SLOW, isOfMany))
        .failedPerMille(
            isOfMany && sold + refused >= BoardCounts.FEWEST_CASES
                ? OptionalLong.of(
                    (refused + undelivered(month, bureau)) * PER_MILLE / (sold + refused))
                : OptionalLong.empty())
        .quietDays(days.quiet(bureau, month, today))
        .build();
  }

  private static OptionalLong quantile(
      SortedMap<Long, Long> times, int perMille, int fewest, boolean isOfMany) {
    long cases = times.values().stream().mapToLong(Long::longValue).sum();
    return isOfMany && cases >= fewest
        ? OptionalLong.of(CaseTimes.quantile(times, perMille))
        : OptionalLong.empty();
  }

  /** What was given up and did not arrive after all. */
  private long undelivered(int month, String bureau) {
    return Math.max(
        0, cases(month, Measure.UNDELIVERED, bureau) - cases(month, Measure.ARRIVED, bureau));
  }

  private long cases(int month, Measure measure, String bureau) {
    return counts.cases(month, measure, kind -> kind.bureau().equals(bureau));
  }
}
