package dev.tallystick.bureau.lending;

import dev.tallystick.bureau.lending.ReportedLoan.Closing;
import dev.tallystick.bureau.lending.ReportedLoan.Step;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.type.LoanClosed;
import dev.tallystick.events.type.LoanId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Takes in that a loan is over: no purpose finds its object in it any more (R27). Blocks; not in a
 * transaction.
 */
@Singleton
final class CloseLoan {
  private final LoanRepository loans;
  private final LendingEntries entries;
  private final Clock clock;

  CloseLoan(LoanRepository loans, LendingEntries entries, Clock clock) {
    this.loans = loans;
    this.entries = entries;
    this.clock = clock;
  }

  /** Whose loan is over, and which. */
  record OwnLoan(BureauId bureau, String lender, String id) {}

  /**
   * Closes a loan. The same again is answered as before.
   *
   * @throws BureauProblem if the lender has no such loan, or has closed it otherwise
   */
  ReportedLoan close(OwnLoan own, LocalDate on, LoanClosed.Reason reason) {
    ReportedLoan loan = require(own);
    if (on.isBefore(loan.terms().openedOn()) || on.isAfter(LendersDay.latest(clock))) {
      throw BureauProblem.ofField(
          BureauProblemCode.LOAN_INVALID, "closedOn", "from its first day to today");
    }
    Optional<Closing> before = loan.closing();
    if (before.isPresent() && !loan.isClosed()) {
      entries.settle(own.bureau(), before.get().step().event(), loans);
      loan = require(own);
      before = loan.closing();
    }
    return before.isPresent()
        ? same(loan, before.get(), on, reason)
        : append(own, loan, on, reason);
  }

  private ReportedLoan require(OwnLoan own) {
    return loans
        .find(own.bureau(), own.lender(), own.id())
        .filter(loan -> loan.opening().isLogged())
        .orElseThrow(() -> new BureauProblem(BureauProblemCode.LOAN_UNKNOWN));
  }

  private static ReportedLoan same(
      ReportedLoan loan, Closing before, LocalDate on, LoanClosed.Reason reason) {
    if (!before.on().equals(on) || before.reason() != reason) {
      throw new BureauProblem(BureauProblemCode.LOAN_CLOSED);
    }
    if (!before.step().isLogged()) {
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    }
    return loan;
  }

  private ReportedLoan append(
      OwnLoan own, ReportedLoan loan, LocalDate on, LoanClosed.Reason reason) {
    EventId event = entries.drawId();
    Closing closing = new Closing(on, reason, new Step(event, OptionalLong.empty()));
    if (!loans.close(own.bureau(), own.id(), closing)) {
      // Another request closes it.
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    }
    LoanClosed data =
        new LoanClosed(new LoanId(own.id()), own.lender(), own.bureau().value(), on, reason);
    LoggedReceipt receipt = entries.publish(event, loan.subject().orElseThrow(), data, Map.of());
    return new ReportedLoan(
        loan.id(),
        loan.terms(),
        Optional.empty(),
        loan.releases(),
        loan.opening(),
        Optional.of(new Closing(on, reason, new Step(event, OptionalLong.of(receipt.index())))));
  }
}
