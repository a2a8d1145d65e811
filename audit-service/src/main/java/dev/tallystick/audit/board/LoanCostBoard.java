package dev.tallystick.audit.board;

import dev.tallystick.audit.board.BoardCounts.Kind;
import dev.tallystick.audit.board.BoardFact.Measure;
import dev.tallystick.audit.document.ApprovedCost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an approved loan costs in reports: the fees that were charged in a month, less those that
 * were taken back, over the approvals that were reported in it. The fees of applications that were
 * declined are in it.
 */
final class LoanCostBoard {
  private static final Set<Measure> MEASURES =
      EnumSet.of(Measure.APPROVED, Measure.FEE, Measure.FEE_BACK);

  private static final Comparator<Sold> ORDER =
      Comparator.comparing(Sold::bureau).thenComparing(Sold::product);

  private final BoardCounts counts;

  /** A product is asked for in one currency by its tariff; of a change both are known. */
  private final Map<Sold, Set<String>> currencies = new HashMap<>();

  private record Sold(String bureau, String product) {
    static Sold of(Kind kind) {
      return new Sold(kind.bureau(), kind.product());
    }
  }

  LoanCostBoard(BoardCounts counts) {
    this.counts = counts;
    for (BoardCounts.Count count : counts.counts()) {
      if (count.kind().measure() == Measure.FEE) {
        currencies
            .computeIfAbsent(Sold.of(count.kind()), sold -> new HashSet<>())
            .add(count.kind().currency());
      }
    }
  }

  /** The newest month first: all products together, and each by itself. */
  List<ApprovedCost> rows() {
    List<ApprovedCost> rows = new ArrayList<>();
    for (int month : counts.months(MEASURES)) {
      Map<String, Set<Sold>> byCurrency = new TreeMap<>();
      for (Measure measure : MEASURES) {
        counts
            .counted(month, measure)
            .map(count -> Sold.of(count.kind()))
            .forEach(
                sold ->
                    currencies
                        .getOrDefault(sold, Set.of())
                        .forEach(
                            currency ->
                                byCurrency
                                    .computeIfAbsent(currency, any -> new TreeSet<>(ORDER))
                                    .add(sold)));
      }
      byCurrency.forEach(
          (currency, products) -> {
            rows.add(row(month, currency, products).build());
            for (Sold sold : products) {
              rows.add(
                  row(month, currency, Set.of(sold))
                      .bureau(sold.bureau())
                      .product(sold.product())
                      .build());
            }
          });
    }
    return rows;
  }

  private ApprovedCost.Builder row(int month, String currency, Set<Sold> products) {
    long approvals =
        counts.cases(month, Measure.APPROVED, kind -> products.contains(Sold.of(kind)));
    boolean isShown =
        approvals >= BoardCounts.FEWEST_CASES
            && counts.isOfMany(
                month,
                EnumSet.of(Measure.APPROVED),
                one -> products.contains(new Sold(one.bureau(), one.product())));
    return ApprovedCost.builder()
        .month(BoardCounts.told(month))
        .currency(currency)
        .approvals(isShown ? BoardCounts.tens(approvals) : OptionalLong.empty())
        .perApproval(
            isShown
                ? OptionalLong.of(rounded(fees(month, currency, products), approvals))
                : OptionalLong.empty());
  }

  private long fees(int month, String currency, Set<Sold> products) {
    return amount(month, Measure.FEE, currency, products)
        - amount(month, Measure.FEE_BACK, currency, products);
  }

  private long amount(int month, Measure measure, String currency, Set<Sold> products) {
    return counts.amount(
        month,
        measure,
        kind -> kind.currency().equals(currency) && products.contains(Sold.of(kind)));
  }

  /** To the nearest minor unit. */
  private static long rounded(long amount, long parts) {
    return Math.floorDiv(2 * amount + parts, 2 * parts);
  }
}
