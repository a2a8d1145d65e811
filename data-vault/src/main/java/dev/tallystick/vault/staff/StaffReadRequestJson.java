package dev.tallystick.vault.staff;

import dev.tallystick.caller.StaffReason;
import dev.tallystick.events.SubjectForm;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose records a member of staff wants to see, and why. */
record StaffReadRequestJson(
    @NotNull @Pattern(regexp = SubjectForm.REGEX) String subject,
    @NotNull @Size(min = 1, max = 50) List<@NotNull @Pattern(regexp = "[A-Z][A-Z0-9._-]{0,63}") String> categories,
    @Pattern(regexp = StaffReason.MANNER) @Nullable String manner,
    @Pattern(regexp = StaffReason.PURPOSE) @Nullable String purpose,
    @Pattern(regexp = StaffReason.TICKET) @Nullable String ticket) {
  @Override
  public String toString() {
    return "StaffReadRequestJson[redacted]";
  }
}
