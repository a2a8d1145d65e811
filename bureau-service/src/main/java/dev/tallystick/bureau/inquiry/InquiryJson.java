package dev.tallystick.bureau.inquiry;

import dev.tallystick.caller.Caller;
import dev.tallystick.caller.StaffReason;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An inquiry on the wire.
 *
 * @param request the lender's signed statement
 * @param look why a clerk orders or reads the report; the lender's own systems say nothing
 */
record InquiryJson(
    @NotNull @Size(min = 1, max = 16_384) String request, @Valid @Nullable LookJson look) {

  /** How, what for and on which ticket. */
  record LookJson(
      @Pattern(regexp = StaffReason.MANNER) @Nullable String manner,
      @Pattern(regexp = StaffReason.PURPOSE) @Nullable String purpose,
      @Pattern(regexp = StaffReason.TICKET) @Nullable String ticket) {}

  /** Why the caller looks; nothing if the caller is no clerk. */
  Optional<StaffReason> reason(Caller caller) {
    return look == null
        ? caller.staffReason(null, null, null)
        : caller.staffReason(look.manner(), look.purpose(), look.ticket());
  }
}
