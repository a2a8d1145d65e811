package dev.tallystick.consent.right;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** A right that is asked for. */
record RightRequestJson(
    @NotNull @Pattern(regexp = "ACCESS|CORRECTION|ERASURE|EXPLANATION|PORTABILITY|RESTRICTION") String kind,
    @NotNull @Pattern(regexp = FieldForms.PARTY) String party,
    @Pattern(regexp = "AGENT|GUARDIAN|NEXT_OF_KIN|SELF") @Nullable String by,
    @Pattern(regexp = FieldForms.SUBJECT) @Nullable String subject,
    @Valid @Nullable EvidenceJson evidence) {

  /** Where evidence lies and how it was taken. */
  record EvidenceJson(
      @NotNull @Pattern(regexp = FieldForms.CODE) String method,
      @NotNull @Pattern(regexp = FieldForms.HASH) String digest,
      @Pattern(regexp = FieldForms.REF) @Nullable String ref) {}

  String asker() {
    return by == null ? "SELF" : by;
  }
}
