package dev.tallystick.bureau.lending;

import dev.tallystick.bureau.lending.ReportCreditDecision.Decision;
import dev.tallystick.events.type.DecisionReported.Outcome;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Decisions on the wire. */
final class DecisionReportJson {
  private static final int MAX_REASONS = 20;

  private DecisionReportJson() {}

  /**
   * What was decided.
   *
   * @param releases the entries of the reports that it used
   * @param reasons in the order in which they weighed
   * @param partnerShare of a joint loan, in basis points
   */
  record RequestJson(
      @NotNull @Pattern(regexp = "inq_" + LoanJson.UUID7) String inquiry,
      @NotNull @Size(min = 1, max = LoanJson.MAX_RELEASES) List<@NotNull @Pattern(regexp = LoanJson.UUID7) String> releases,
      @NotNull @Pattern(regexp = "APPROVED|COUNTER_OFFER|DECLINED|NO_DECISION") String outcome,
      @Size(max = MAX_REASONS) @Nullable List<@NotNull @Size(max = 200) @Pattern(regexp = "[^\\p{Cntrl}]*") String>
              reasons,
      @Min(0) @Max(10_000) @Nullable Long partnerShare) {
    /** The decision; a reason that says nothing is none. */
    Decision toDecision() {
      return new Decision(
          inquiry,
          releases,
          Outcome.of(outcome),
          reasons == null
              ? List.of()
              : reasons.stream().map(String::strip).filter(reason -> !reason.isEmpty()).toList(),
          partnerShare == null ? OptionalLong.empty() : OptionalLong.of(partnerShare));
    }

    /** Shows no personal data. */
    @Override
    public String toString() {
      return "RequestJson[" + inquiry + "]";
    }
  }

  /** Where the log has it. */
  record LoggedJson(String report, String inquiry, String eventId, long index) {}
}
