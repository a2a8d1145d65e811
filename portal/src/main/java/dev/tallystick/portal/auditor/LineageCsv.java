package dev.tallystick.portal.auditor;

import dev.tallystick.portal.document.LineageAnswer;
import dev.tallystick.portal.document.LineageOrigin;
import dev.tallystick.portal.document.LineageRelease;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A lineage as a table: a line for each release and each deposit, and what each was made of by
 * their ids. RFC 4180; a spreadsheet takes no cell for a formula.
 */
final class LineageCsv implements LineageExport {
  private static final List<String> HEAD =
      List.of(
          "kind",
          "event",
          "id",
          "index",
          "recordedAt",
          "step",
          "from",
          "to",
          "purpose",
          "endPurpose",
          "product",
          "feeAmount",
          "feeCurrency",
          "state",
          "madeOf");

  @Override
  public byte[] write(LineageAnswer.Partial answer) {
    StringBuilder csv = new StringBuilder(line(HEAD));
    for (LineageOrigin.Partial deposit : answer.deposits()) {
      csv.append(
          line(
              List.of(
                  "deposit",
                  deposit.event().orElse(""),
                  deposit.chunk().orElse(""),
                  deposit.index().isPresent() ? "" + deposit.index().getAsLong() : "",
                  deposit.recordedAt().orElse(""),
                  "",
                  deposit.from().orElse(""),
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  "")));
    }
    for (LineageRelease.Partial release : answer.releases()) {
      csv.append(
          line(
              List.of(
                  "release",
                  release.event().orElse(""),
                  release.release().orElse(""),
                  release.index().isPresent() ? "" + release.index().getAsLong() : "",
                  release.recordedAt().orElse(""),
                  release.step().orElse(""),
                  release.from().orElse(""),
                  release.to().orElse(""),
                  release.purpose().orElse(""),
                  release.endPurpose().orElse(""),
                  release.product().orElse(""),
                  release.fee().map(fee -> "" + fee.amount().orElse(0)).orElse(""),
                  release.fee().flatMap(fee -> fee.currency()).orElse(""),
                  release.to().isPresent() ? LineageState.of(release).name() : "",
                  String.join(" ", LineageParts.madeOf(release)))));
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String line(List<String> cells) {
    return cells.stream().map(LineageCsv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  /** What a spreadsheet would compute gets a mark before it. */
  static String cell(String text) {
    String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
