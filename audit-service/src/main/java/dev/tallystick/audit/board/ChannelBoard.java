package dev.tallystick.audit.board;

import dev.tallystick.audit.board.BoardFact.Measure;
import dev.tallystick.audit.document.ChannelShare;
import dev.tallystick.audit.document.ChargedFees;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * How much of what lenders get goes through bureaus, and how much platforms hand over themselves.
 * An entry of the latter has no fee, so money is told of bureaus alone.
 */
final class ChannelBoard {
  private static final Set<Measure> RELEASES = EnumSet.of(Measure.SOLD, Measure.DIRECT);
  private static final Set<Measure> MEASURES =
      EnumSet.of(Measure.SOLD, Measure.DIRECT, Measure.DIRECT_REFUSED);
  private static final long PER_MILLE = 1_000;
  private static final long THREE_DIGITS = 1_000;

  private final BoardCounts counts;

  ChannelBoard(BoardCounts counts) {
    this.counts = counts;
  }

  /** The newest month first. */
  List<ChannelShare> rows() {
    return counts.months(MEASURES).stream().map(this::row).toList();
  }

  private ChannelShare row(int month) {
    long sold = counts.cases(month, Measure.SOLD, kind -> true);
    long direct = counts.cases(month, Measure.DIRECT, kind -> true);
    boolean isShown =
        sold + direct >= BoardCounts.FEWEST_CASES && counts.isOfMany(month, RELEASES, one -> true);
    boolean isMoneyShown =
        sold >= BoardCounts.FEWEST_CASES
            && counts.isOfMany(month, EnumSet.of(Measure.SOLD), one -> true);
    return ChannelShare.builder()
        .month(BoardCounts.told(month))
        .throughBureaus(BoardCounts.tens(sold))
        .direct(BoardCounts.tens(direct))
        .directRefused(BoardCounts.tens(counts.cases(month, Measure.DIRECT_REFUSED, kind -> true)))
        .bureausPerMille(
            isShown ? OptionalLong.of(sold * PER_MILLE / (sold + direct)) : OptionalLong.empty())
        .fees(isMoneyShown ? fees(month) : List.of())
        .build();
  }

  private List<ChargedFees> fees(int month) {
    TreeMap<String, Long> amounts = new TreeMap<>();
    counts
        .counted(month, Measure.FEE)
        .forEach(
            count ->
                amounts.merge(count.kind().currency(), count.value() * count.cases(), Long::sum));
    counts
        .counted(month, Measure.FEE_BACK)
        .forEach(
            count ->
                amounts.merge(count.kind().currency(), -count.value() * count.cases(), Long::sum));
    List<ChargedFees> fees = new ArrayList<>();
    amounts.forEach((currency, amount) -> fees.add(new ChargedFees(currency, rounded(amount))));
    return fees;
  }

  /** To three digits: from an exact sum and a price the number of sales would follow. */
  private static long rounded(long amount) {
    long unit = 1;
    while (Math.abs(amount) / unit >= THREE_DIGITS) {
      unit *= 10;
    }
    return amount / unit * unit;
  }
}
