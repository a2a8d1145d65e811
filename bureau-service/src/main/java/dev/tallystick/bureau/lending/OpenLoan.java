package dev.tallystick.bureau.lending;

import dev.tallystick.bureau.lending.ReportedLoan.Step;
import dev.tallystick.bureau.lending.ReportedLoan.Terms;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.type.ConsentId;
import dev.tallystick.events.type.LoanId;
import dev.tallystick.events.type.LoanOpened;
import dev.tallystick.problem.DomainProblem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Takes in that a lender has opened a loan, a line or a guarantee by reports that it bought. The
 * loan is open once the log has it (R27). Blocks; not in a transaction.
 */
@Singleton
final class OpenLoan {
  /** How far ahead of the lender's day a loan may begin. */
  private static final int DAYS_AHEAD = 31;

  private final BoughtReports bought;
  private final JointLoanRules rules;
  private final LoanRepository loans;
  private final LendingEntries entries;
  private final Clock clock;

  OpenLoan(
      BoughtReports bought,
      JointLoanRules rules,
      LoanRepository loans,
      LendingEntries entries,
      Clock clock) {
    this.bought = bought;
    this.rules = rules;
    this.loans = loans;
    this.entries = entries;
    this.clock = clock;
  }

  /** What is told, and of which bureau. */
  record Opened(BureauId bureau, ReportedLoan loan) {}

  /**
   * Opens a loan.
   *
   * @param releases the entries of the reports that it was decided on
   * @throws DomainProblem if the lender has not bought them, if the consent is none that they were
   *     sold under, if it has changed or ended since, or if the shares of a joint loan are none or
   *     break a rule (which is recorded)
   */
  Opened open(Terms terms, List<String> releases) {
    if (terms.openedOn().isAfter(LendersDay.latest(clock).plusDays(DAYS_AHEAD))) {
      throw BureauProblem.ofField(
          BureauProblemCode.LOAN_INVALID, "openedOn", "at most " + DAYS_AHEAD + " days ahead");
    }
    List<BoughtReport> reports = bought.require(terms.lender(), releases);
    BoughtReport under =
        reports.stream()
            .filter(report -> report.consents().contains(terms.consent()))
            .findFirst()
            .orElseThrow(
                () ->
                    BureauProblem.ofField(
                        BureauProblemCode.LOAN_INVALID,
                        "consent",
                        "one that a report was sold under"));
    String id = entries.drawOfRequest("loan");
    return new Opened(
        under.bureau(),
        earlierTry(under.bureau(), terms.lender(), id)
            .orElseGet(() -> append(id, terms, reports, under)));
  }

  /** The loan of an earlier try of the same request, which took effect unseen. */
  private Optional<ReportedLoan> earlierTry(BureauId bureau, String lender, String id) {
    Optional<ReportedLoan> before = loans.find(bureau, lender, id);
    if (before.isPresent() && !before.get().opening().isLogged()) {
      entries.settle(bureau, before.get().opening().event(), loans);
      before = loans.find(bureau, lender, id);
      if (before.isPresent() && !before.get().opening().isLogged()) {
        throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
      }
    }
    return before;
  }

  private ReportedLoan append(
      String id, Terms terms, List<BoughtReport> reports, BoughtReport under) {
    rules.checkForm(terms);
    try {
      rules.checkShares(terms);
    } catch (BureauProblem refusal) {
      throw entries.denied(terms.lender(), under.subject(), refusal);
    }
    EventId event = entries.drawId();
    ReportedLoan loan =
        new ReportedLoan(
            id,
            terms,
            Optional.of(under.subject()),
            reports.stream().map(report -> report.event().toString()).toList(),
            new Step(event, OptionalLong.empty()),
            Optional.empty());
    loans.add(under.bureau(), loan);
    LoanOpened data =
        LoanOpened.builder()
            .loan(new LoanId(id))
            .kind(terms.kind())
            .lender(terms.lender())
            .bureau(under.bureau().value())
            .consent(new ConsentId(terms.consent()))
            .openedOn(terms.openedOn())
            .releases(reports.stream().map(BoughtReport::event).toList())
            .shares(terms.shares())
            .build();
    LoggedReceipt receipt =
        entries.publish(event, under.subject(), data, guards(id, terms.consent(), under));
    return new ReportedLoan(
        id,
        terms,
        loan.subject(),
        loan.releases(),
        new Step(event, OptionalLong.of(receipt.index())),
        Optional.empty());
  }

  /** Nobody has opened it, and the consent stands as it stood at the sale. */
  private static Map<String, Long> guards(String id, String consent, BoughtReport under) {
    Map<String, Long> guards = new HashMap<>(Map.of("loan/" + id, 0L));
    String key = "consent/" + consent;
    if (under.guards().containsKey(key)) {
      guards.put(key, Objects.requireNonNull(under.guards().get(key)));
    }
    return guards;
  }
}
