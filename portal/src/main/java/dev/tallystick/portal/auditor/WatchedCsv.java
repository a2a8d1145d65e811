package dev.tallystick.portal.auditor;

import dev.tallystick.portal.document.AnomalyEnding;
import dev.tallystick.portal.document.ChargedPair;
import dev.tallystick.portal.document.HeldSuspension;
import dev.tallystick.portal.document.RaisedAnomalies;
import dev.tallystick.portal.document.RaisedAnomaly;
import dev.tallystick.portal.document.ReconciledDay;
import dev.tallystick.portal.document.ReconciledDays;
import dev.tallystick.portal.file.CsvFile;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Anomalies and reconciliations as tables, with the codes and ids of the answers. */
final class WatchedCsv {
  private WatchedCsv() {}

  /** A line an anomaly. */
  static byte[] of(RaisedAnomalies.Partial answer) {
    CsvFile csv =
        new CsvFile(
            List.of(
                "log_index",
                "recorded_at",
                "anomaly",
                "detector",
                "severity",
                "party",
                "from",
                "until",
                "observed",
                "expected",
                "cleared_at",
                "finding",
                "suspended",
                "suspended_until"));
    for (RaisedAnomaly.Partial anomaly : answer.anomalies()) {
      Optional<AnomalyEnding.Partial> cleared = anomaly.cleared();
      Optional<HeldSuspension.Partial> suspension = anomaly.suspension();
      csv.add(
          List.of(
              number(anomaly.index()),
              anomaly.recordedAt().orElse(""),
              anomaly.anomaly().orElse(""),
              anomaly.detector().orElse(""),
              anomaly.severity().orElse(""),
              anomaly.party().orElse(""),
              anomaly.from().orElse(""),
              anomaly.until().orElse(""),
              number(anomaly.observed()),
              number(anomaly.expected()),
              cleared.flatMap(AnomalyEnding.Partial::recordedAt).orElse(""),
              cleared.flatMap(AnomalyEnding.Partial::finding).orElse(""),
              suspension.flatMap(HeldSuspension.Partial::active).map(Object::toString).orElse(""),
              suspension.flatMap(HeldSuspension.Partial::until).orElse("")));
    }
    return csv.toByteArray();
  }

  /** A line a pair and day, and one more for each further currency, without the counts. */
  static byte[] of(ReconciledDays.Partial answer) {
    CsvFile csv =
        new CsvFile(
            List.of(
                "day",
                "from",
                "to",
                "releases",
                "acknowledged",
                "undelivered",
                "open",
                "oldest_open_at",
                "currency",
                "charged_releases",
                "amount"));
    for (ReconciledDay.Partial day : answer.days()) {
      List<ChargedPair.Partial> charged = day.charged();
      for (int i = 0; i < Math.max(1, charged.size()); i++) {
        Optional<ChargedPair.Partial> sum =
            i < charged.size() ? Optional.of(charged.get(i)) : Optional.empty();
        boolean isFirst = i == 0;
        csv.add(
            List.of(
                day.day().map(LocalDate::toString).orElse(""),
                day.from().orElse(""),
                day.to().orElse(""),
                isFirst ? number(day.releases()) : "",
                isFirst ? number(day.acknowledged()) : "",
                isFirst ? number(day.undelivered()) : "",
                isFirst ? number(day.open()) : "",
                isFirst ? day.oldestOpenAt().orElse("") : "",
                sum.flatMap(ChargedPair.Partial::currency).orElse(""),
                sum.map(each -> number(each.releases())).orElse(""),
                sum.map(each -> number(each.amount())).orElse("")));
      }
    }
    return csv.toByteArray();
  }

  private static String number(OptionalLong number) {
    return number.isPresent() ? String.valueOf(number.getAsLong()) : "";
  }
}
