package dev.tallystick.gateway.order;

import dev.tallystick.gateway.consent.PersonJson.Forms;
import dev.tallystick.gateway.document.ShareToTell;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of loans. */
public final class LoanToTellJson {
  /** The form of an id. */
  public static final String LOAN = "loan_" + Forms.UUID7;

  private LoanToTellJson() {}

  /**
   * A loan that was opened.
   *
   * @param order whose report it was decided on, and whose consent it is told under
   * @param shares of a joint loan, what each party lends, this one among them
   */
  public record OpeningJson(
      @NotNull @Pattern(regexp = "ord_" + Forms.UUID7) String order,
      @NotNull @Pattern(regexp = "GUARANTEE|LINE|LOAN") String kind,
      @NotNull LocalDate openedOn,
      @Size(min = 2, max = 8) @Nullable List<@NotNull @Valid PartShareJson> shares) {
    List<ShareToTell> told() {
      return shares == null
          ? List.of()
          : shares.stream()
              .map(share -> new ShareToTell(share.party(), share.basisPoints()))
              .toList();
    }
  }

  /** What a party lends of a joint loan, in basis points. */
  public record PartShareJson(
      @NotNull @Pattern(regexp = Forms.PARTY) String party,
      @NotNull @Min(1) @Max(10_000) Long basisPoints) {}

  /** The end of a loan. */
  public record ClosureJson(
      @NotNull @Pattern(regexp = Forms.PARTY) String bureau,
      @NotNull LocalDate closedOn,
      @NotNull @Pattern(regexp = "CANCELLED|REPAID|TRANSFERRED|WRITTEN_OFF") String reason) {}
}
