package dev.tallystick.bench.append;

import dev.tallystick.bench.append.Requirement.Judged;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * A report for people: the loads side by side, then what was asked and what came out, in Markdown.
 */
final class ReportTable {
  private final PrintStream out;

  ReportTable(PrintStream out) {
    this.out = out;
  }

  void print(AppendReport report) {
    report
        .settings()
        .forEach(
            (group, facts) -> {
              out.println();
              out.println(group);
              facts.forEach((name, value) -> line("  %s: %s", name, value));
            });
    out.println();
    out.println(
        "| load | entries/s (rounds) | p50 ms | p99 ms | CPU µs an entry: service, PostgreSQL, generator | WAL an entry: bytes, page images |");
    out.println("|---|---|---|---|---|---|");
    report.series().values().forEach(this::series);
    AppendReport.Steady steady = report.steady();
    series(new Series("open loop, 64 connections", List.of(steady.round())));
    series(new Series("the same, right after a checkpoint", List.of(steady.afterCheckpoint())));
    report.growth().forEach(this::growth);
    out.println();
    out.println("| what | measured | pass | goal | |");
    out.println("|---|---|---|---|---|");
    report.judged().forEach(this::judged);
    out.println();
    findings(report);
  }

  private void series(Series series) {
    line(
        "| %s | **%,.0f** (%s) | %.1f | %.1f | %.0f, %.0f, %.0f | %,.0f, %.2f |",
        series.title(),
        series.perSecond(),
        rounds(series),
        series.median(Round::p50Millis),
        series.median(Round::p99Millis),
        series.median(Round::serviceMicros),
        series.median(Round::postgresMicros),
        series.median(Round::generatorMicros),
        series.median(Round::walBytes),
        series.median(Round::walImages));
  }

  private static String rounds(Series series) {
    return String.join(
        ", ",
        series.rounds().stream()
            .map(round -> String.format(Locale.ROOT, "%,.0f", round.perSecond()))
            .toList());
  }

  private void growth(AppendReport.Growth growth) {
    line(
        "| %s, log of %,d and of %,d entries | %,.0f and %,.0f | | | | |",
        growth.load().title(),
        growth.small().treeSize(),
        growth.large().treeSize(),
        growth.small().round().perSecond(),
        growth.large().round().perSecond());
  }

  private void judged(Judged judged) {
    Requirement requirement = judged.requirement();
    line(
        "| %s | %s %s | %s | %s | %s |",
        requirement.what(),
        number(judged.figure()),
        requirement.unit(),
        number(requirement.pass()),
        number(requirement.goal()),
        judged.verdict().name().toLowerCase(Locale.ROOT));
  }

  private static String number(double figure) {
    return String.format(Locale.ROOT, figure >= 100 ? "%,.0f" : "%.2f", figure);
  }

  private void findings(AppendReport report) {
    Checks.Findings findings = report.findings();
    line(
        "proofs checked: %,d, wrong: %d %s",
        findings.proofsChecked(), findings.wrongProofs().count(), findings.wrongProofs().first());
    line(
        "answers that confirm nothing: %d %s",
        findings.failures().count(), findings.failures().first());
    line(
        "entries confirmed: %,d, entries in the log: %,d",
        findings.confirmed(), findings.treeSize());
    if (!report.quiet()) {
      line("NOT A QUIET MACHINE: others were at work; these figures are not worth keeping.");
    }
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values).strip());
  }
}
