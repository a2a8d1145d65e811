package dev.tallystick.consent.auditing;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audits of a party, the oldest first, and when the next one is due. */
record AuditsJson(String party, @Nullable LocalDate dueOn, int nextRun, List<AuditJson> audits) {

  /** An audit. */
  record AuditJson(
      int run,
      String auditor,
      LocalDate from,
      LocalDate until,
      LocalDate dueOn,
      boolean late,
      String event) {
    static AuditJson of(HeldAudit audit) {
      return new AuditJson(
          audit.run(),
          audit.auditor(),
          audit.from(),
          audit.until(),
          audit.dueOn(),
          audit.late(),
          audit.event());
    }
  }

  static AuditsJson of(AuditedParty party, @Nullable LocalDate dueOn) {
    return new AuditsJson(
        party.party(), dueOn, party.nextRun(), party.held().stream().map(AuditJson::of).toList());
  }
}
