package dev.tallystick.vault.staff;

import dev.tallystick.events.SubjectForm;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose records a member of staff wants to see, and why. */
record StaffReadRequestJson(
    @NotNull @Pattern(regexp = SubjectForm.REGEX) String subject,
    @NotNull @Size(min = 1, max = 50) List<@NotNull @Pattern(regexp = "[A-Z][A-Z0-9._-]{0,63}") String> categories,
    @Pattern(regexp = "EXPORT|SCREEN|SUPPORT") @Nullable String manner,
    @Pattern(regexp = "[A-Z][A-Z0-9._-]{0,63}") @Nullable String purpose,
    @Pattern(regexp = "[A-Za-z0-9._:/-]{1,64}") @Nullable String ticket) {
  StaffReads.Look toLook(String party, String staff) {
    return new StaffReads.Look(
        party, staff, named("manner", manner), named("purpose", purpose), named("ticket", ticket));
  }

  private static String named(String field, @Nullable String value) {
    if (value == null) {
      throw VaultProblem.ofField(VaultProblemCode.STAFF_PURPOSE_REQUIRED, field, "named");
    }
    return value;
  }

  @Override
  public String toString() {
    return "StaffReadRequestJson[redacted]";
  }
}
