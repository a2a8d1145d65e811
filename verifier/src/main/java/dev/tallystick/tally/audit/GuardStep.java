package dev.tallystick.tally.audit;

import dev.tallystick.events.GuardVersion;
import dev.tallystick.events.Stub;
import dev.tallystick.tally.report.CheckReport;
import java.util.HashMap;
import java.util.Map;

/**
 * No entry rests on a guard that had moved (I3): a release after a withdrawal, a suspension or a
 * new pack would name an older version than the log has reached.
 */
final class GuardStep implements AuditStep {
  private final AuditFindings findings = new AuditFindings("guards");
  private final Map<String, Long> versions = new HashMap<>();
  private long rested;
  private long passed;

  @Override
  public void see(AuditedEntry entry) {
    if (entry.stub().isEmpty()) {
      findings.untoldAt(entry.index(), "the stub is withheld");
      return;
    }
    Stub stub = entry.stub().get();
    for (GuardVersion guard : stub.guards()) {
      rested++;
      long now = versions.getOrDefault(guard.key(), 0L);
      if (guard.version() > now && passed > 0) {
        findings.untoldAt(
            entry.index(),
            "rests on %s, which entries outside the engagement may have moved"
                .formatted(guard.key()));
      } else if (guard.version() != now) {
        findings.at(
            entry.index(),
            "rests on %s at version %d, which is at %d"
                .formatted(guard.key(), guard.version(), now));
      }
    }
    // Checks come before advances, entry by entry.
    stub.advances().forEach(key -> versions.merge(key, 1L, Long::sum));
  }

  /** It may have moved any guard; from here on a version says only that it was not less. */
  @Override
  public void pass(long index) {
    if (passed++ == 0) {
      findings.untoldAt(index, "is outside the engagement, so what it moves is not known");
    }
  }

  @Override
  public void tell(CheckReport report, long size) {
    findings.tell(
        report,
        "%d times an entry rests on one of %d guards, and none had moved"
            .formatted(rested, versions.size()));
    report.fact("guards", versions.size());
  }
}
