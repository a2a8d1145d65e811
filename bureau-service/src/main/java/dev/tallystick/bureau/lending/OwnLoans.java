package dev.tallystick.bureau.lending;

import dev.tallystick.bureau.tenancy.BureauId;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Whom the open loans of a lender are about. */
@Singleton
public final class OwnLoans {
  private final LoanRepository loans;

  OwnLoans(LoanRepository loans) {
    this.loans = loans;
  }

  /**
   * The token of the person with an open loan of a lender; empty if the lender has no such loan.
   */
  public Optional<String> personOf(BureauId bureau, String lender, String loan) {
    return loans
        .find(bureau, lender, loan)
        .filter(found -> found.opening().isLogged() && found.closing().isEmpty())
        .flatMap(ReportedLoan::subject);
  }
}
