package dev.tallystick.bureau.lending;

import dev.tallystick.bureau.lending.ReportedLoan.Closing;
import dev.tallystick.bureau.lending.ReportedLoan.Terms;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.type.LoanClosed;
import dev.tallystick.events.type.LoanOpened;
import dev.tallystick.events.type.LoanShare;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Loans on the wire. None names the person: the lender knows its customers. */
final class LoanJson {
  static final String PARTY = "[a-z0-9][a-z0-9._-]{0,63}";
  static final String UUID7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
  static final String ID = "loan_" + UUID7;
  static final int MAX_RELEASES = 8;
  private static final int MAX_SHARES = 8;

  private LoanJson() {}

  /**
   * A loan that was opened.
   *
   * @param consent one that a report was sold under
   * @param releases the entries of the reports that it was decided on
   * @param shares of a joint loan, what each party lends, the lender among them
   */
  record OpeningJson(
      @NotNull @Pattern(regexp = "GUARANTEE|LINE|LOAN") String kind,
      @NotNull @Pattern(regexp = "con_" + UUID7) String consent,
      @NotNull LocalDate openedOn,
      @NotNull @Size(min = 1, max = MAX_RELEASES) List<@NotNull @Pattern(regexp = UUID7) String> releases,
      @Size(min = 2, max = MAX_SHARES) @Nullable List<@NotNull @Valid ShareJson> shares) {
    Terms termsOf(String lender) {
      return new Terms(
          lender,
          LoanOpened.Kind.of(kind),
          consent,
          openedOn,
          shares == null
              ? List.of()
              : shares.stream()
                  .map(share -> new LoanShare(share.party(), share.basisPoints()))
                  .sorted(Comparator.comparing(LoanShare::party))
                  .toList());
    }
  }

  /**
   * What a party lends of a joint loan.
   *
   * @param basisPoints of the whole, which is 10,000
   */
  record ShareJson(
      @NotNull @Pattern(regexp = PARTY) String party,
      @NotNull @Min(1) @Max(10_000) Long basisPoints) {}

  /** The end of a loan. */
  record ClosureJson(
      @NotNull @Pattern(regexp = PARTY) String bureau,
      @NotNull LocalDate closedOn,
      @NotNull @Pattern(regexp = "CANCELLED|REPAID|TRANSFERRED|WRITTEN_OFF") String reason) {
    LoanClosed.Reason toReason() {
      return LoanClosed.Reason.of(reason);
    }
  }

  /** Whether a purpose finds its object in a loan. */
  enum LoanState {
    /** It does. */
    OPEN,
    /** It does no more. */
    CLOSED
  }

  /** A loan as the log has it. */
  record ShownJson(
      String loan,
      String bureau,
      LoanState state,
      String kind,
      String consent,
      LocalDate openedOn,
      List<String> releases,
      @Nullable List<ShareJson> shares,
      String eventId,
      @Nullable Long index,
      @Nullable LocalDate closedOn,
      @Nullable String reason,
      @Nullable String closingEventId,
      @Nullable Long closingIndex) {
    static ShownJson of(BureauId bureau, ReportedLoan loan) {
      Terms terms = loan.terms();
      // One that is being closed is open until the log has it.
      Optional<Closing> closing = loan.closing().filter(each -> each.step().isLogged());
      return new ShownJson(
          loan.id(),
          bureau.value(),
          loan.isClosed() ? LoanState.CLOSED : LoanState.OPEN,
          terms.kind().wire(),
          terms.consent(),
          terms.openedOn(),
          loan.releases(),
          terms.shares().isEmpty()
              ? null
              : terms.shares().stream()
                  .map(share -> new ShareJson(share.party(), share.basisPoints()))
                  .toList(),
          loan.opening().event().toString(),
          orNull(loan.opening().index()),
          closing.map(Closing::on).orElse(null),
          closing.map(each -> each.reason().wire()).orElse(null),
          closing.map(each -> each.step().event().toString()).orElse(null),
          closing.map(each -> orNull(each.step().index())).orElse(null));
    }

    private static @Nullable Long orNull(OptionalLong index) {
      return index.isPresent() ? index.getAsLong() : null;
    }
  }

  /**
   * A page of a lender's loans.
   *
   * @param next the cursor of the next page, if there is one
   */
  record PageJson(String bureau, List<ShownJson> loans, @Nullable String next) {}
}
