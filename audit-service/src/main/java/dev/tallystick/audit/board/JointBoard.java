package dev.tallystick.audit.board;

import dev.tallystick.audit.board.BoardFact.Measure;
import dev.tallystick.audit.document.JointMonth;
import dev.tallystick.audit.document.JointPair;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Joint loans by month, how they grow, and who lends together. */
final class JointBoard {
  private static final long PER_MILLE = 1_000;

  private final BoardCounts counts;
  private final Map<JointPartners, Long> pairs;

  /**
   * The joint loans of some months.
   *
   * @param pairs how many loans each has opened together
   */
  JointBoard(BoardCounts counts, Map<JointPartners, Long> pairs) {
    this.counts = counts;
    this.pairs = Map.copyOf(pairs);
  }

  /** The newest month first. */
  List<JointMonth> months() {
    return counts.months(EnumSet.of(Measure.LOAN, Measure.JOINT_LOAN)).stream()
        .map(this::month)
        .toList();
  }

  private JointMonth month(int month) {
    long opened = counts.cases(month, Measure.LOAN, kind -> true);
    long joint = counts.cases(month, Measure.JOINT_LOAN, kind -> true);
    boolean isOfMany = counts.isOfMany(month, EnumSet.of(Measure.LOAN), one -> true);
    return JointMonth.builder()
        .month(BoardCounts.told(month))
        .opened(BoardCounts.tens(opened))
        .joint(BoardCounts.tens(joint))
        .jointPerMille(
            isOfMany && opened >= BoardCounts.FEWEST_CASES
                ? OptionalLong.of(joint * PER_MILLE / opened)
                : OptionalLong.empty())
        .growthPerMille(growth(month, joint))
        .build();
  }

  /** Against the month before, where both have cases and lenders enough. */
  private OptionalLong growth(int month, long joint) {
    int before = month % 100 == 1 ? month - 89 : month - 1;
    long earlier = counts.cases(before, Measure.JOINT_LOAN, kind -> true);
    boolean isShown =
        joint >= BoardCounts.FEWEST_CASES
            && earlier >= BoardCounts.FEWEST_CASES
            && counts.isOfMany(month, EnumSet.of(Measure.JOINT_LOAN), one -> true)
            && counts.isOfMany(before, EnumSet.of(Measure.JOINT_LOAN), one -> true);
    return isShown
        ? OptionalLong.of((joint - earlier) * PER_MILLE / earlier)
        : OptionalLong.empty();
  }

  /** Who has opened ten loans or more together in a month; the newest month first. */
  List<JointPair> pairs() {
    return pairs.entrySet().stream()
        .filter(pair -> pair.getValue() >= BoardCounts.FEWEST_CASES)
        .sorted(
            Map.Entry.comparingByKey(
                Comparator.comparing(JointPartners::month)
                    .reversed()
                    .thenComparing(JointPartners::partner)
                    .thenComparing(JointPartners::lender)))
        .map(
            pair ->
                new JointPair(
                    BoardCounts.told(pair.getKey().month()),
                    pair.getKey().lender(),
                    pair.getKey().partner(),
                    BoardCounts.tens(pair.getValue()).orElse(0)))
        .toList();
  }
}
