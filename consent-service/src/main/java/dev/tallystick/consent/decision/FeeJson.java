package dev.tallystick.consent.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tallystick.rules.document.ClaimedFee;
import dev.tallystick.rules.state.Fee;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A fee: a line of the tariff in force, or nothing because the same was charged that day. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FeeJson(
    @NotNull @Min(0) Long amount,
    @NotNull String currency,
    @NotNull String tariff,
    @NotNull String line,
    @Nullable String dedupOf) {

  static FeeJson of(Fee fee) {
    return new FeeJson(
        fee.amount(), fee.currency(), fee.tariff(), fee.line(), fee.dedupOf().orElse(null));
  }

  ClaimedFee toClaim() {
    return new ClaimedFee(amount, currency, tariff, line, Optional.ofNullable(dedupOf));
  }
}
