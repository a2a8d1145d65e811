package dev.tallystick.tally.audit;

import dev.tallystick.events.type.AuditReported;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.tally.report.CheckReport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The audits that parties report are counted without a gap, and no auditor holds more of them in a
 * row than the pack allows (R56).
 */
final class AuditCycleStep implements AuditStep {
  private final AuditFindings findings = new AuditFindings("audits");
  private final LoggedPacks packs;
  private final Map<String, List<String>> auditors = new HashMap<>();
  private long reports;
  private boolean isPartial;

  AuditCycleStep(PackShelf shelf) {
    packs = new LoggedPacks(shelf);
  }

  @Override
  public void see(AuditedEntry entry) {
    packs.see(entry);
    entry
        .data(AuditReported.NAME, AuditReported::read)
        .ifPresent(report -> reported(entry, report));
  }

  private void reported(AuditedEntry entry, AuditReported report) {
    reports++;
    List<String> before = auditors.computeIfAbsent(report.party(), party -> new ArrayList<>());
    Optional<Pack> pack = packs.at(entry.recordedMillis());
    if (report.run() != before.size() + 1) {
      note(entry, "is called audit %d and is audit %d".formatted(report.run(), before.size() + 1));
    } else if (pack.isEmpty()) {
      findings.untoldAt(entry.index(), "the pack that sets the cycle is not known");
    } else {
      if (!pack.get().audits().mayHold(report.auditor(), before)) {
        findings.at(entry.index(), "the same auditor has held as many before as the pack allows");
      }
      LocalDate day =
          LocalDate.ofInstant(
              Instant.ofEpochMilli(entry.body().orElseThrow().timeMillis()), pack.get().zone());
      if (report.late() != day.isAfter(report.dueOn())) {
        findings.at(entry.index(), "was due on %s, and says otherwise".formatted(report.dueOn()));
      }
    }
    before.add(report.auditor());
  }

  private void note(AuditedEntry entry, String rule) {
    if (isPartial) {
      findings.untoldAt(entry.index(), rule + ", as far as is shown");
    } else {
      findings.at(entry.index(), rule);
    }
  }

  @Override
  public void pass(long index) {
    isPartial = true;
  }

  @Override
  public void tell(CheckReport report, long size) {
    findings.tell(
        report, "%d audits of parties are counted, and auditors rotate".formatted(reports));
  }
}
