package dev.tallystick.gateway.order;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the lender has decided by a report.
 *
 * @param partnerShare of a joint loan, what the partner lends, in basis points
 */
public record CreditDecisionJson(
    @NotNull @Pattern(regexp = "APPROVED|COUNTER_OFFER|DECLINED|NO_DECISION") String outcome,
    @Size(max = 20) @Nullable List<@NotNull @Size(min = 1, max = 200) String> reasons,
    @Min(0) @Max(10_000) @Nullable Long partnerShare) {
  @Override
  public String toString() {
    return "CreditDecisionJson[redacted]";
  }
}
