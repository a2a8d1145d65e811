package dev.tallystick.gateway.feed;

import dev.tallystick.gateway.consent.PersonJson.Forms;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watched loans on the wire. */
final class LoanWatchJson {
  static final String ID = "lwt_" + Forms.UUID7;

  private LoanWatchJson() {}

  /**
   * A loan that is to be watched.
   *
   * @param order whose report the loan was decided on
   * @param consent the person's consent to queries for {@code POST_LOAN_MANAGEMENT}
   */
  record WatchRequestJson(
      @NotNull @Pattern(regexp = "ord_" + Forms.UUID7) String order,
      @NotNull @Pattern(regexp = "loan_" + Forms.UUID7) String loan,
      @NotNull @Pattern(regexp = "GUARANTEE|LINE|LOAN") String kind,
      @NotNull @Pattern(regexp = "con_" + Forms.UUID7) String consent) {}

  /** A loan that is watched, or was. */
  record WatchedLoanJson(
      String watch,
      String bureau,
      String loan,
      String state,
      Instant createdAt,
      @Nullable String feed,
      @Nullable String reason,
      @Nullable Long index) {
    static WatchedLoanJson of(LoanWatchEntity row) {
      return new WatchedLoanJson(
          row.id,
          row.bureau,
          row.loan,
          row.state.name(),
          row.createdAt,
          row.feed,
          row.reason,
          row.logIndex);
    }
  }

  /**
   * A page of them.
   *
   * @param next the cursor of the next page, if there is one
   */
  record WatchedLoansJson(List<WatchedLoanJson> loans, @Nullable String next) {}
}
