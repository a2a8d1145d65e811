package dev.tallystick.consent.auditing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A party with the audits that it has reported, the oldest first.
 *
 * @param since the entry that the time to the next audit is counted from, and its time: the party's
 *     registration, then each report
 * @param missed whether the log says that the next audit was missed
 */
record AuditedParty(String party, String role, Since since, List<HeldAudit> held, boolean missed) {

  /** An entry and its time. */
  record Since(String event, long recordedMillis) {
    LocalDate day(ZoneId zone) {
      return Instant.ofEpochMilli(recordedMillis).atZone(zone).toLocalDate();
    }
  }

  AuditedParty {
    held = List.copyOf(held);
  }

  AuditedParty with(HeldAudit audit, Since reported) {
    List<HeldAudit> all = new ArrayList<>(held);
    all.add(audit);
    return new AuditedParty(party, role, reported, all, /* missed= */ false);
  }

  AuditedParty asMissed(String event) {
    return event.equals(since.event()) ? new AuditedParty(party, role, since, held, true) : this;
  }

  List<String> auditors() {
    return held.stream().map(HeldAudit::auditor).toList();
  }

  Optional<HeldAudit> latest() {
    return held.isEmpty() ? Optional.empty() : Optional.of(held.get(held.size() - 1));
  }

  int nextRun() {
    return held.size() + 1;
  }
}
