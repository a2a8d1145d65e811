package dev.tallystick.consent.auditing;

import dev.tallystick.consent.duty.OverdueDuties;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The audits that a party should have reported by a day that has passed. */
@Singleton
class MissedAudits implements OverdueDuties {
  private final AuditProjection audits;
  private final ReportedRun runs;

  MissedAudits(AuditProjection audits, ReportedRun runs) {
    this.audits = audits;
    this.runs = runs;
  }

  /** The first moment of the day after the last one counts as late. */
  @Override
  public List<Overdue> overdue(Instant now) {
    audits.refresh();
    LocalDate today = now.atZone(runs.zone()).toLocalDate();
    return audits.all().stream()
        .filter(party -> !party.missed())
        .flatMap(
            party ->
                audits
                    .dueOn(party)
                    .filter(today::isAfter)
                    .map(
                        dueOn ->
                            new Overdue(
                                "The audit of " + party.party(),
                                () -> runs.storeMissed(party, dueOn)))
                    .stream())
        .toList();
  }
}
