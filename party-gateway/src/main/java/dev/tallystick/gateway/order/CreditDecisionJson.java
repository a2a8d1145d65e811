package dev.tallystick.gateway.order;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the lender has decided by a report. */
record CreditDecisionJson(
    @NotNull @Pattern(regexp = "APPROVED|COUNTER_OFFER|DECLINED|NO_DECISION") String outcome,
    @Size(max = 20) @Nullable List<@NotNull @Size(min = 1, max = 200) String> reasons) {
  @Override
  public String toString() {
    return "CreditDecisionJson[redacted]";
  }
}
