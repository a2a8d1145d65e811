package dev.tallystick.bureau.lending;

import dev.tallystick.events.EventId;
import dev.tallystick.events.type.LoanClosed;
import dev.tallystick.events.type.LoanOpened;
import dev.tallystick.events.type.LoanShare;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A loan as a lender has told a bureau of it.
 *
 * @param subject the person's token; empty once the loan is closed
 * @param releases the entries of the reports that it was decided on
 * @param opening the entry that opens it
 * @param closing what closes it, as soon as it was said
 */
record ReportedLoan(
    String id,
    Terms terms,
    Optional<String> subject,
    List<String> releases,
    Step opening,
    Optional<Closing> closing) {
  ReportedLoan {
    releases = List.copyOf(releases);
  }

  /**
   * What was agreed.
   *
   * @param shares of a joint loan, what each party lends, the lender among them; else empty
   */
  record Terms(
      String lender,
      LoanOpened.Kind kind,
      String consent,
      LocalDate openedOn,
      List<LoanShare> shares) {
    Terms {
      shares = List.copyOf(shares);
    }
  }

  /**
   * An entry.
   *
   * @param index where the log has it; empty if that is not known yet
   */
  record Step(EventId event, OptionalLong index) {
    boolean isLogged() {
      return index.isPresent();
    }
  }

  /** How it ended. */
  record Closing(LocalDate on, LoanClosed.Reason reason, Step step) {}

  boolean isClosed() {
    return closing.filter(each -> each.step().isLogged()).isPresent();
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "ReportedLoan[" + id + "]";
  }
}
