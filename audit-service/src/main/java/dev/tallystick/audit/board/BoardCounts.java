package dev.tallystick.audit.board;

import dev.tallystick.audit.board.BoardFact.Measure;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What was counted in some months. A figure is shown from {@value #FEWEST_CASES} cases of {@value
 * #FEWEST_LENDERS} lenders on: whoever knows their own must not find a rival's in it. Numbers of
 * cases are told in tens.
 *
 * @param counts how many cases there are of each kind and value
 * @param seen lenders with a case of each kind, three of them at most
 */
record BoardCounts(List<Count> counts, List<Seen> seen) {
  static final int FEWEST_CASES = 10;
  static final int FEWEST_LENDERS = 3;

  BoardCounts {
    counts = List.copyOf(counts);
    seen = List.copyOf(seen);
  }

  /** Cases of a kind, without whose they are. */
  record Kind(int month, Measure measure, String bureau, String product, String currency) {}

  /** How many cases of a value there are. */
  record Count(Kind kind, long value, long cases) {}

  /** A lender that has a case. */
  record Seen(int month, Measure measure, String bureau, String product, String lender) {}

  /** The counts of facts, as a database would add them up. */
  static BoardCounts of(Map<BoardFact, Long> facts) {
    Map<Kind, Map<Long, Long>> sums = new HashMap<>();
    Set<Seen> seen = new HashSet<>();
    facts.forEach(
        (fact, cases) -> {
          sums.computeIfAbsent(kind(fact), kind -> new HashMap<>())
              .merge(fact.value(), cases, Long::sum);
          if (!fact.lender().isEmpty()) {
            seen.add(seen(fact));
          }
        });
    return new BoardCounts(
        sums.entrySet().stream()
            .flatMap(
                sum ->
                    sum.getValue().entrySet().stream()
                        .map(value -> new Count(sum.getKey(), value.getKey(), value.getValue())))
            .toList(),
        List.copyOf(seen));
  }

  static Kind kind(BoardFact fact) {
    return new Kind(fact.month(), fact.measure(), fact.bureau(), fact.product(), fact.currency());
  }

  static Seen seen(BoardFact fact) {
    return new Seen(fact.month(), fact.measure(), fact.bureau(), fact.product(), fact.lender());
  }

  /** The months in which something of these kinds was counted, the newest first. */
  List<Integer> months(Set<Measure> measures) {
    return counts.stream()
        .filter(count -> measures.contains(count.kind().measure()))
        .map(count -> count.kind().month())
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** What was counted of a kind in a month. */
  Stream<Count> counted(int month, Measure measure) {
    return counts.stream()
        .filter(count -> count.kind().month() == month && count.kind().measure() == measure);
  }

  /** How many cases there are. */
  long cases(int month, Measure measure, Predicate<Kind> which) {
    return counted(month, measure)
        .filter(count -> which.test(count.kind()))
        .mapToLong(Count::cases)
        .sum();
  }

  /** What they come to. */
  long amount(int month, Measure measure, Predicate<Kind> which) {
    return counted(month, measure)
        .filter(count -> which.test(count.kind()))
        .mapToLong(count -> count.value() * count.cases())
        .sum();
  }

  /** Whether lenders enough have a case in a month. */
  boolean isOfMany(int month, Set<Measure> measures, Predicate<Seen> which) {
    return seen.stream()
            .filter(one -> one.month() == month && measures.contains(one.measure()))
            .filter(which)
            .map(Seen::lender)
            .distinct()
            .limit(FEWEST_LENDERS)
            .count()
        == FEWEST_LENDERS;
  }

  /** A number of cases in tens; empty below ten. */
  static OptionalLong tens(long cases) {
    return cases < FEWEST_CASES ? OptionalLong.empty() : OptionalLong.of(cases / 10 * 10);
  }

  /** A month as it is told, such as 2026-12. */
  static String told(int month) {
    return "%d-%02d".formatted(month / 100, month % 100);
  }
}
