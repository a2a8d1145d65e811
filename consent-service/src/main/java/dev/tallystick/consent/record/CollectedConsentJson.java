package dev.tallystick.consent.record;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A consent that a party has collected, with its signed word for it. */
record CollectedConsentJson(
    @NotNull @Pattern(regexp = FieldForms.SUBJECT) String subject,
    @NotNull @Valid ConsentRequestJson consent,
    @NotNull @Valid EvidenceJson evidence,
    @NotNull @Size(max = FieldForms.JWS_LENGTH) @Pattern(regexp = FieldForms.JWS) String signature) {

  /** Where the evidence lies and how it was taken; never the evidence itself. */
  record EvidenceJson(
      @NotNull @Pattern(regexp = FieldForms.CODE) String method,
      @NotNull @Pattern(regexp = FieldForms.HASH) String digest,
      @Pattern(regexp = FieldForms.REF) @Nullable String ref) {}

  NewConsent toConsent(Instant now, String party) {
    NewConsent.Collected collected =
        new NewConsent.Collected(
            party,
            signature,
            evidence.method(),
            evidence.digest(),
            Optional.ofNullable(evidence.ref()));
    return consent.toConsent(
        now, new NewConsent.Origin(Optional.empty(), false, Optional.of(collected)));
  }
}
