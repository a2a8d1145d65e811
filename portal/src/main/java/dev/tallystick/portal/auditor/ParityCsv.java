package dev.tallystick.portal.auditor;

import dev.tallystick.portal.document.ComparedHolder;
import dev.tallystick.portal.document.ComparedHolders;
import dev.tallystick.portal.document.ComparedPrice;
import dev.tallystick.portal.document.HolderFigures;
import dev.tallystick.portal.document.SealedReads;
import dev.tallystick.portal.document.SealedSums;
import dev.tallystick.portal.file.CsvFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Parity reports and sealed reads as tables, with the codes and ids of the answers. */
final class ParityCsv {
  private ParityCsv() {}

  /** A line a holder and side, and one more for each further price, without the other figures. */
  static byte[] of(ComparedHolders.Partial answer) {
    CsvFile csv =
        new CsvFile(
            List.of(
                "month",
                "bureau",
                "holder",
                "basis_points",
                "side",
                "group_cases",
                "group_median_ms",
                "group_refused_per_mille",
                "rest_cases",
                "rest_median_ms",
                "rest_refused_per_mille",
                "product",
                "line",
                "currency",
                "group_price",
                "rest_price"));
    for (ComparedHolder.Partial row : answer.rows()) {
      List<ComparedPrice.Partial> prices = row.prices();
      for (int i = 0; i < Math.max(1, prices.size()); i++) {
        Optional<ComparedPrice.Partial> price =
            i < prices.size() ? Optional.of(prices.get(i)) : Optional.empty();
        Optional<HolderFigures.Partial> group = i == 0 ? row.group() : Optional.empty();
        Optional<HolderFigures.Partial> rest = i == 0 ? row.rest() : Optional.empty();
        csv.add(
            List.of(
                answer.month().orElse(""),
                row.bureau().orElse(""),
                row.holder().orElse(""),
                number(row.basisPoints()),
                row.side().orElse(""),
                number(group, HolderFigures.Partial::cases),
                number(group, HolderFigures.Partial::medianMillis),
                number(group, HolderFigures.Partial::refusedPerMille),
                number(rest, HolderFigures.Partial::cases),
                number(rest, HolderFigures.Partial::medianMillis),
                number(rest, HolderFigures.Partial::refusedPerMille),
                price.flatMap(ComparedPrice.Partial::product).orElse(""),
                price.flatMap(ComparedPrice.Partial::line).orElse(""),
                price.flatMap(ComparedPrice.Partial::currency).orElse(""),
                number(price, ComparedPrice.Partial::group),
                number(price, ComparedPrice.Partial::rest)));
      }
    }
    return csv.toByteArray();
  }

  /** A line an authority. */
  static byte[] of(SealedSums.Partial answer) {
    CsvFile csv =
        new CsvFile(
            List.of("authority", "sealed", "closed", "late", "next_opening", "last_opening"));
    for (SealedReads.Partial sums : answer.authorities()) {
      csv.add(
          List.of(
              sums.authority().orElse(""),
              number(sums.sealed()),
              number(sums.closed()),
              number(sums.late()),
              sums.nextOpening().orElse(""),
              sums.lastOpening().orElse("")));
    }
    return csv.toByteArray();
  }

  private static <T> String number(Optional<T> figures, Function<T, OptionalLong> which) {
    return figures.map(which).map(ParityCsv::number).orElse("");
  }

  private static String number(OptionalLong number) {
    return number.isPresent() ? String.valueOf(number.getAsLong()) : "";
  }
}
