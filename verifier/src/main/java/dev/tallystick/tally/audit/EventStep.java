package dev.tallystick.tally.audit;

import dev.tallystick.events.type.ClockAcknowledged;
import dev.tallystick.tally.report.CheckReport;

/**
 * Every entry is an event as its type defines it, filed under exactly the labels that its body
 * calls for, by a source that may append it; recorded times never go back, save right after an
 * acknowledgement that the clock was ahead, and then to its floor.
 */
final class EventStep implements AuditStep {
  private final AuditFindings events = new AuditFindings("events");
  private final AuditFindings times = new AuditFindings("times");
  private long last;
  private long seen;

  @Override
  public void see(AuditedEntry entry) {
    seen++;
    if (entry.recordedMillis() < last) {
      times.at(
          entry.index(),
          "recordedMillis goes back from %d to %d".formatted(last, entry.recordedMillis()));
    }
    last = Math.max(last, entry.recordedMillis());
    entry
        .data(ClockAcknowledged.NAME, ClockAcknowledged::read)
        .ifPresent(acknowledged -> acknowledged(entry, acknowledged));
    if (entry.flaw().isPresent()) {
      events.at(entry.index(), entry.flaw().get());
    } else if (entry.stub().isEmpty()) {
      events.untoldAt(entry.index(), "the stub is withheld");
    } else if (entry.type().isEmpty()) {
      events.untoldAt(entry.index(), entry.stub().get().type() + " is not known to this release");
    }
  }

  /** From the next entry on recorded times begin anew at the floor. */
  private void acknowledged(AuditedEntry entry, ClockAcknowledged clock) {
    long floor = clock.floor().toEpochMilli();
    if (clock.newest().toEpochMilli() != last || floor > last) {
      times.at(entry.index(), "another time is given up than the newest recorded one");
    }
    last = floor;
  }

  @Override
  public void pass(long index) {}

  @Override
  public void tell(CheckReport report, long size) {
    events.tell(
        report,
        "%d entries are as their types define them, bodies and labels agree".formatted(seen));
    times.tell(report, "recorded times never go back unless the log says so");
  }
}
