package dev.tallystick.consent.auditing;

import dev.tallystick.consent.LogProblemCode;
import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.denial.RecordDenial;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.events.type.AuditReported;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.rules.AuditCycleRules;
import dev.tallystick.rules.Verdict;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/** A party reports that it was audited. */
@Singleton
class ReportAudit {
  private final AuditProjection audits;
  private final ReportedRun runs;
  private final RecordDenial recordDenial;
  private final Packs packs;
  private final Clock clock;

  ReportAudit(
      AuditProjection audits,
      ReportedRun runs,
      RecordDenial recordDenial,
      Packs packs,
      Clock clock) {
    this.audits = audits;
    this.runs = runs;
    this.recordDenial = recordDenial;
    this.packs = packs;
    this.clock = clock;
  }

  /**
   * Takes a report: of the party's next audit, of days that no earlier one covers, by an auditor
   * who may hold it.
   *
   * @return where it is in the log; nothing if the log is away and gets it later
   */
  ReportedRun.Reported report(AuditReportJson report, String by) {
    State state = runs.fresh();
    AuditedParty party = audits.find(by).orElseThrow(PartyProblemCode.PARTY_UNKNOWN::problem);
    LocalDate dueOn =
        audits
            .dueOn(party)
            .orElseThrow(() -> LogProblemCode.FIELD_INVALID.problem("party", "audited-role"));
    if (report.run() != party.nextRun()) {
      throw LogProblemCode.FIELD_INVALID.problem("run", "next: " + party.nextRun());
    }
    requireDays(report, party, runs.today());
    requireAuditor(state, report, party);
    AuditReported data =
        AuditReported.builder()
            .party(by)
            .auditor(report.auditor())
            .run(report.run())
            .from(report.from())
            .until(report.until())
            .reportDigest(Hash.fromHex(report.reportDigest()))
            .dueOn(dueOn)
            .late(runs.today().isAfter(dueOn))
            .build();
    return runs.store(data);
  }

  @EnforcesRule("R56")
  void requireAuditor(State state, AuditReportJson report, AuditedParty party) {
    Verdict verdict =
        AuditCycleRules.report(state, report.auditor(), party.auditors(), clock.instant(), packs);
    if (!verdict.isAccepted()) {
      throw recordDenial.refuse(
          verdict,
          Optional.empty(),
          DataDenied.builder().step(DataDenied.Step.AUDIT_CYCLE).caller(party.party()));
    }
  }

  private static void requireDays(AuditReportJson report, AuditedParty party, LocalDate today) {
    if (report.until().isBefore(report.from()) || report.until().isAfter(today)) {
      throw LogProblemCode.FIELD_INVALID.problem("until", "from-or-later-and-over");
    }
    if (party.latest().filter(last -> !report.from().isAfter(last.until())).isPresent()) {
      throw LogProblemCode.FIELD_INVALID.problem("from", "after-the-audit-before");
    }
  }
}
