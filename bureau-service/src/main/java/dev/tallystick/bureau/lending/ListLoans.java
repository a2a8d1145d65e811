package dev.tallystick.bureau.lending;

import dev.tallystick.bureau.lending.LoanJson.PageJson;
import dev.tallystick.bureau.lending.LoanJson.ShownJson;
import dev.tallystick.bureau.tenancy.BureauId;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a lender the loans that it has told a bureau of, the oldest first. */
@Singleton
final class ListLoans {
  private static final int PAGE_SIZE = 100;

  private final LoanRepository loans;

  ListLoans(LoanRepository loans) {
    this.loans = loans;
  }

  /**
   * A page of them.
   *
   * @param cursor the last loan of the page before
   */
  PageJson page(BureauId bureau, String lender, @Nullable String cursor) {
    List<ReportedLoan> rows =
        loans.page(bureau, lender, cursor == null ? "" : cursor, PAGE_SIZE + 1);
    boolean isMore = rows.size() > PAGE_SIZE;
    List<ReportedLoan> page = isMore ? rows.subList(0, PAGE_SIZE) : rows;
    return new PageJson(
        bureau.value(),
        page.stream().map(loan -> ShownJson.of(bureau, loan)).toList(),
        isMore ? page.get(PAGE_SIZE - 1).id() : null);
  }
}
