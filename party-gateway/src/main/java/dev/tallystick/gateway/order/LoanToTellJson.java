package dev.tallystick.gateway.order;

import dev.tallystick.gateway.consent.PersonJson.Forms;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;

/** What is told of loans. */
public final class LoanToTellJson {
  /** The form of an id. */
  public static final String LOAN = "loan_" + Forms.UUID7;

  private LoanToTellJson() {}

  /**
   * A loan that was opened.
   *
   * @param order whose report it was decided on, and whose consent it is told under
   */
  public record OpeningJson(
      @NotNull @Pattern(regexp = "ord_" + Forms.UUID7) String order,
      @NotNull @Pattern(regexp = "GUARANTEE|LINE|LOAN") String kind,
      @NotNull LocalDate openedOn) {}

  /** The end of a loan. */
  public record ClosureJson(
      @NotNull @Pattern(regexp = Forms.PARTY) String bureau,
      @NotNull LocalDate closedOn,
      @NotNull @Pattern(regexp = "CANCELLED|REPAID|TRANSFERRED|WRITTEN_OFF") String reason) {}
}
