package dev.tallystick.audit.board;

import dev.tallystick.audit.document.ApprovedCost;
import dev.tallystick.audit.document.BureauServiceLevel;
import dev.tallystick.audit.document.ChannelShare;
import dev.tallystick.audit.document.JointMonth;
import dev.tallystick.audit.document.JointPair;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The boards as they are counted. They are made once for each page that is counted and each day, so
 * strangers who ask often cost a look at the cursor. Thread-safe; blocks on the database.
 */
@Singleton
class CountedBoards {
  /** This month and the year before it. */
  static final int MONTHS = 13;

  private final BoardRepository rows;
  private final Clock clock;
  private volatile @Nullable Boards last;

  CountedBoards(BoardRepository rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * The boards.
   *
   * @param coveredSize the size of the log that they are of, at least
   * @param day on which they were made
   */
  record Boards(
      long coveredSize,
      LocalDate day,
      List<ApprovedCost> costs,
      List<ChannelShare> channels,
      List<BureauServiceLevel> bureaus,
      List<JointMonth> jointMonths,
      List<JointPair> jointPairs) {
    Boards {
      costs = List.copyOf(costs);
      channels = List.copyOf(channels);
      bureaus = List.copyOf(bureaus);
      jointMonths = List.copyOf(jointMonths);
      jointPairs = List.copyOf(jointPairs);
    }
  }

  Boards now() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    long covered = rows.next();
    Boards known = last;
    if (known != null && known.coveredSize() == covered && known.day().equals(today)) {
      return known;
    }
    Boards made = make(covered, today);
    last = made;
    return made;
  }

  private Boards make(long covered, LocalDate today) {
    LocalDate first = today.withDayOfMonth(1).minusMonths(MONTHS - 1L);
    int month = first.getYear() * 100 + first.getMonthValue();
    BoardCounts counts = rows.counts(month);
    JointBoard joint = new JointBoard(counts, rows.pairs(month));
    return new Boards(
        covered,
        today,
        new LoanCostBoard(counts).rows(),
        new ChannelBoard(counts).rows(),
        new BureauBoard(counts, rows.days(first), today).rows(),
        joint.months(),
        joint.pairs());
  }
}
