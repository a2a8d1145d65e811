package dev.tallystick.tally.audit;

import dev.tallystick.tally.report.CheckReport;

/**
 * Every entry is an event as its type defines it, filed under exactly the labels that its body
 * calls for, by a source that may append it; recorded times never go back.
 */
final class EventStep implements AuditStep {
  private final AuditFindings events = new AuditFindings("events");
  private final AuditFindings times = new AuditFindings("times");
  private long last;

  @Override
  public void see(AuditedEntry entry) {
    if (entry.recordedMillis() < last) {
      times.at(
          entry.index(),
          "recordedMillis goes back from %d to %d".formatted(last, entry.recordedMillis()));
    }
    last = Math.max(last, entry.recordedMillis());
    if (entry.flaw().isPresent()) {
      events.at(entry.index(), entry.flaw().get());
    } else if (entry.stub().isEmpty()) {
      events.untoldAt(entry.index(), "the stub is withheld");
    } else if (entry.type().isEmpty()) {
      events.untoldAt(entry.index(), entry.stub().get().type() + " is not known to this release");
    }
  }

  @Override
  public void tell(CheckReport report, long size) {
    events.tell(
        report,
        "%d entries are as their types define them, bodies and labels agree".formatted(size));
    times.tell(report, "recorded times never go back");
  }
}
