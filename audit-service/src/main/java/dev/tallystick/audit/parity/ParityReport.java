package dev.tallystick.audit.parity;

import dev.tallystick.audit.document.ParityFigures;
import dev.tallystick.audit.document.ParityPrice;
import dev.tallystick.audit.document.ParityRow;
import dev.tallystick.audit.parity.ParityCase.Measure;
import dev.tallystick.audit.parity.ParityCase.Side;
import dev.tallystick.audit.parity.ParityRepository.Group;
import dev.tallystick.audit.parity.ParityRepository.Sum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sets a holder's group beside the rest. A figure is left out where it would rest on fewer than
 * {@value #FEWEST_CASES} cases on either side, or the rest on fewer than {@value #FEWEST_PARTIES}
 * parties: whoever knows their own figures must not find a rival's in the difference.
 */
final class ParityReport {
  static final int FEWEST_CASES = 10;
  static final int FEWEST_PARTIES = 3;
  private static final long PER_MILLE = 1_000;
  private static final int MEDIAN = 500;
  private static final Comparator<Group> ORDER =
      Comparator.comparing(Group::side)
          .thenComparing(Group::measure)
          .thenComparing(Group::product)
          .thenComparing(Group::line)
          .thenComparing(Group::currency);

  private final ParityOwners.Holder holder;
  private final boolean withCases;
  private final Map<Group, SortedMap<Long, Long>> own = new TreeMap<>(ORDER);
  private final Map<Group, SortedMap<Long, Long>> rest = new TreeMap<>(ORDER);
  private final Map<Group, Long> parties;

  /**
   * A report on one holder of one bureau in one month.
   *
   * @param parties how many parties outside the group there are in each class
   * @param withCases whether the reader is told how many cases there were
   */
  ParityReport(
      ParityOwners.Holder holder, List<Sum> sums, Map<Group, Long> parties, boolean withCases) {
    this.holder = holder;
    this.parties = Map.copyOf(parties);
    this.withCases = withCases;
    for (Sum sum : sums) {
      (sum.isOwn() ? own : rest)
          .computeIfAbsent(sum.group(), group -> new TreeMap<>())
          .merge(sum.value(), sum.cases(), Long::sum);
    }
  }

  /** A row for each side of the bureau on which the holder's group has a case. */
  List<ParityRow> rows() {
    List<ParityRow> rows = new ArrayList<>();
    for (Side side : Side.values()) {
      if (own.keySet().stream().anyMatch(group -> group.side() == side)) {
        rows.add(row(side));
      }
    }
    return rows;
  }

  /** The figures of everybody outside the group together, for a reader of this bureau alone. */
  ParityFigures whole(Side side) {
    Group time = plain(side, Measure.TIME);
    return figures(
        rest,
        side,
        parties.getOrDefault(time, 0L) >= FEWEST_PARTIES
            && count(values(rest, time)) >= FEWEST_CASES,
        outside(side) >= FEWEST_PARTIES && asked(rest, side) >= FEWEST_CASES);
  }

  private long outside(Side side) {
    return Math.max(
        parties.getOrDefault(plain(side, Measure.RELEASED), 0L),
        parties.getOrDefault(plain(side, Measure.REFUSED), 0L));
  }

  private ParityRow row(Side side) {
    Group time = plain(side, Measure.TIME);
    boolean isTimeShown = isShown(time);
    boolean areRefusalsShown =
        outside(side) >= FEWEST_PARTIES
            && asked(own, side) >= FEWEST_CASES
            && asked(rest, side) >= FEWEST_CASES;
    return ParityRow.builder()
        .bureau(holder.bureau())
        .holder(holder.party())
        .basisPoints(holder.basisPoints())
        .side(side.name())
        .group(figures(own, side, isTimeShown, areRefusalsShown))
        .rest(figures(rest, side, isTimeShown, areRefusalsShown))
        .prices(prices(side))
        .build();
  }

  private ParityFigures figures(
      Map<Group, SortedMap<Long, Long>> cases,
      Side side,
      boolean isTimeShown,
      boolean areRefusalsShown) {
    long asked = asked(cases, side);
    return new ParityFigures(
        withCases ? OptionalLong.of(asked) : OptionalLong.empty(),
        isTimeShown
            ? OptionalLong.of(CaseTimes.quantile(values(cases, plain(side, Measure.TIME)), MEDIAN))
            : OptionalLong.empty(),
        areRefusalsShown
            ? OptionalLong.of(
                count(values(cases, plain(side, Measure.REFUSED))) * PER_MILLE / asked)
            : OptionalLong.empty());
  }

  private List<ParityPrice> prices(Side side) {
    List<ParityPrice> prices = new ArrayList<>();
    for (Group group : own.keySet()) {
      if (group.side() == side && group.measure() == Measure.PRICE && isShown(group)) {
        prices.add(
            new ParityPrice(
                group.product(),
                group.line(),
                group.currency(),
                CaseTimes.quantile(values(own, group), MEDIAN),
                CaseTimes.quantile(values(rest, group), MEDIAN)));
      }
    }
    return prices;
  }

  private boolean isShown(Group group) {
    return parties.getOrDefault(group, 0L) >= FEWEST_PARTIES
        && count(values(own, group)) >= FEWEST_CASES
        && count(values(rest, group)) >= FEWEST_CASES;
  }

  private static Group plain(Side side, Measure measure) {
    return new Group(side, measure, "", "", "");
  }

  private static SortedMap<Long, Long> values(
      Map<Group, SortedMap<Long, Long>> cases, Group group) {
    return Optional.ofNullable(cases.get(group)).orElseGet(TreeMap::new);
  }

  private static long asked(Map<Group, SortedMap<Long, Long>> cases, Side side) {
    return count(values(cases, plain(side, Measure.RELEASED)))
        + count(values(cases, plain(side, Measure.REFUSED)));
  }

  private static long count(SortedMap<Long, Long> values) {
    return values.values().stream().mapToLong(Long::longValue).sum();
  }
}
