package dev.tallystick.consent.replay;

import dev.tallystick.rules.audit.Change;
import dev.tallystick.rules.audit.WhatIfReport;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** The decisions that another pack would have changed. Each grouping adds up to the totals. */
record ReplayReportJson(
    String pack,
    int version,
    String digest,
    long asOfSize,
    CountsJson totals,
    long permitted,
    long refused,
    long unreadable,
    List<RowJson> byRule,
    List<RowJson> byDiscloser,
    List<RowJson> byRecipient,
    List<RowJson> byMonth) {

  /** How many decisions would have been how. */
  record CountsJson(
      long decisions,
      long unchanged,
      long newlyRefused,
      long newlyPermitted,
      long otherwiseRefused,
      long otherCategories,
      long otherFee) {

    static CountsJson of(WhatIfReport.Row row) {
      return new CountsJson(
          row.decisions(),
          row.of(Change.NONE),
          row.of(Change.NEWLY_REFUSED),
          row.of(Change.NEWLY_PERMITTED),
          row.of(Change.OTHERWISE_REFUSED),
          row.of(Change.OTHER_CATEGORIES),
          row.of(Change.OTHER_FEE));
    }
  }

  /** A rule, party or month with its counts. */
  record RowJson(String key, CountsJson counts) {}

  static ReplayReportJson of(WhatIfReport report, long asOfSize) {
    return new ReplayReportJson(
        report.pack(),
        report.version(),
        report.digest().hex(),
        asOfSize,
        CountsJson.of(report.totals()),
        report.permitted(),
        report.totals().decisions() - report.permitted(),
        report.unreadable(),
        rows(report.byRule()),
        rows(report.byDiscloser()),
        rows(report.byRecipient()),
        rows(report.byMonth()));
  }

  private static List<RowJson> rows(SortedMap<String, WhatIfReport.Row> rows) {
    List<RowJson> list = new ArrayList<>();
    rows.forEach((key, row) -> list.add(new RowJson(key, CountsJson.of(row))));
    return list;
  }
}
