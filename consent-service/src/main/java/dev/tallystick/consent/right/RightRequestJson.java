package dev.tallystick.consent.right;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A right that is asked for. */
@Schema(name = "RightRequest")
record RightRequestJson(
    @NotNull @Pattern(regexp = "ACCESS|CORRECTION|ERASURE|EXPLANATION|PORTABILITY|RESTRICTION") String kind,
    @Schema(description = "Who is asked.") @NotNull @Pattern(regexp = FieldForms.PARTY) String party,
    @Schema(description = "SELF if absent.") @Pattern(regexp = "AGENT|GUARDIAN|NEXT_OF_KIN|SELF") @Nullable String by,
    @Schema(description = "Whose right, if not the caller's own.")
        @Pattern(regexp = FieldForms.SUBJECT) @Nullable String subject,
    @Schema(description = "That the caller may act (R49); not for SELF.") @Valid @Nullable EvidenceJson evidence) {

  /** Where evidence lies and how it was taken. */
  @Schema(name = "RightEvidence")
  record EvidenceJson(
      @NotNull @Pattern(regexp = FieldForms.CODE) String method,
      @NotNull @Pattern(regexp = FieldForms.HASH) String digest,
      @Pattern(regexp = FieldForms.REF) @Nullable String ref) {}

  String asker() {
    return by == null ? "SELF" : by;
  }
}
