package dev.tallystick.bureau.lending;

import dev.tallystick.bureau.lending.CreditDecisionRepository.Kept;
import dev.tallystick.bureau.lending.CreditDecisionRepository.Said;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.type.DecisionReportId;
import dev.tallystick.events.type.DecisionReported;
import dev.tallystick.events.type.DecisionReported.Outcome;
import dev.tallystick.events.type.InquiryId;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Takes what a lender has decided by a report that it bought: once for each inquiry, and in the log
 * before it is answered. Blocks; not in a transaction.
 */
@Singleton
final class ReportCreditDecision {
  private final BoughtReports bought;
  private final DecisionReportRules rules;
  private final CreditDecisionRepository decisions;
  private final LendingEntries entries;

  ReportCreditDecision(
      BoughtReports bought,
      DecisionReportRules rules,
      CreditDecisionRepository decisions,
      LendingEntries entries) {
    this.bought = bought;
    this.rules = rules;
    this.decisions = decisions;
    this.entries = entries;
  }

  /**
   * A decision.
   *
   * @param releases the entries of the reports that it used
   * @param reasons in the order in which they weighed
   * @param partnerShare of a joint loan, in basis points
   */
  record Decision(
      String inquiry,
      List<String> releases,
      Outcome outcome,
      List<String> reasons,
      OptionalLong partnerShare) {
    /** Shows no personal data. */
    @Override
    public String toString() {
      return "Decision[" + inquiry + "]";
    }
  }

  /**
   * Reports a decision. The same again is answered as before.
   *
   * @throws DomainProblem if it is not the lender's to report, breaks a rule (which is recorded),
   *     or differs from what was said before of this inquiry
   */
  Kept report(String lender, Decision decision) {
    List<BoughtReport> reports = bought.require(lender, decision.releases());
    if (reports.stream().noneMatch(report -> report.inquiry().equals(decision.inquiry()))) {
      throw BureauProblem.ofField(
          BureauProblemCode.REPORTS_DIFFER, "inquiry", "that of one of the reports");
    }
    BureauId bureau = reports.get(0).bureau();
    DecisionReported data = data(lender, decision, reports);
    Hash content = Hash.sha256(CanonicalJson.messageBytes(data.toJson().without(Set.of("report"))));
    Optional<Kept> before = decisions.find(bureau, lender, decision.inquiry());
    if (before.isPresent() && !before.get().isLogged()) {
      entries.settle(bureau, before.get().event(), decisions);
      before = decisions.find(bureau, lender, decision.inquiry());
    }
    if (before.isPresent()) {
      return same(before.get(), content);
    }
    try {
      rules.checkReasons(decision.outcome(), decision.reasons());
      rules.checkPartnerShare(decision.partnerShare());
    } catch (BureauProblem refusal) {
      throw entries.denied(lender, reports.get(0).subject(), refusal);
    }
    return append(bureau, reports.get(0).subject(), data, content);
  }

  private static Kept same(Kept before, Hash content) {
    if (!before.content().equals(content)) {
      throw new BureauProblem(BureauProblemCode.DECISION_REPORTED);
    }
    if (!before.isLogged()) {
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    }
    return before;
  }

  private Kept append(BureauId bureau, String subject, DecisionReported data, Hash content) {
    EventId event = entries.drawId();
    Said said =
        new Said(data.report().value(), data.lender(), data.inquiry().value(), content, event);
    if (!decisions.add(bureau, said)) {
      // The same inquiry is being decided by another request.
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    }
    LoggedReceipt receipt = entries.publish(event, subject, data, Map.of());
    return new Kept(said.report(), content, event, OptionalLong.of(receipt.index()));
  }

  private DecisionReported data(String lender, Decision decision, List<BoughtReport> reports) {
    return DecisionReported.builder()
        .report(new DecisionReportId(entries.drawOfRequest("dcn")))
        .inquiry(new InquiryId(decision.inquiry()))
        .lender(lender)
        .bureau(reports.get(0).bureau().value())
        .outcome(decision.outcome())
        .reasons(decision.reasons())
        .releases(reports.stream().map(BoughtReport::event).toList())
        .partnerShare(decision.partnerShare())
        .build();
  }
}
