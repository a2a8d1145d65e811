package dev.tallystick.consent.record;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A consent that a party has collected, with its signed word for it. */
@Schema(name = "CollectedConsent")
record CollectedConsentJson(
    @NotNull @Pattern(regexp = FieldForms.SUBJECT) String subject,
    @Schema(description = "The consent; its notice is one of the party's own.") @NotNull @Valid ConsentRequestJson consent,
    @NotNull @Valid EvidenceJson evidence,
    @Schema(description = "The party's collected-consent+jws over the same.")
        @NotNull @Size(max = FieldForms.JWS_LENGTH) @Pattern(regexp = FieldForms.JWS) String signature) {

  /** Where the evidence lies and how it was taken; never the evidence itself. */
  @Schema(name = "CollectedEvidence")
  record EvidenceJson(
      @Schema(description = "Such as SIGNED_PAPER.") @NotNull @Pattern(regexp = FieldForms.CODE) String method,
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
