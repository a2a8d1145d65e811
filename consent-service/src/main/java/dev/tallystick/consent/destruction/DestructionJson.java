package dev.tallystick.consent.destruction;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.SubjectForm;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a party has destroyed of what it got about a person. */
record DestructionJson(
    @NotNull @Pattern(regexp = SubjectForm.REGEX) String subject,
    @NotEmpty @Size(max = 256) List<@NotNull @Pattern(regexp = FieldForms.UUID7) String> releases,
    @NotNull @Pattern(regexp = "CONSENT_WITHDRAWN|ERASURE|EXIT|TERM_ENDED") String reason,
    @NotNull @Pattern(regexp = FieldForms.HASH) String certificate,
    @Pattern(regexp = FieldForms.REF) @Nullable String approvalRef,
    @Pattern(regexp = FieldForms.PARTY) @Nullable String party) {

  /** Shows no token. */
  @Override
  public String toString() {
    return "DestructionJson[redacted]";
  }
}
