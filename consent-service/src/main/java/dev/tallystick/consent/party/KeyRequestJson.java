package dev.tallystick.consent.party;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key to be registered, with the proof that it is the party's, and what lets it in. */
record KeyRequestJson(
    @NotNull @Pattern(regexp = "ENCRYPT|SIGN") String use,
    @NotNull @Valid JwkJson jwk,
    @Nullable Instant validFrom,
    @NotNull Instant validTo,
    @NotNull @Size(max = FieldForms.JWS_LENGTH) @Pattern(regexp = FieldForms.JWS) String proof,
    @Size(max = 64) @Nullable String code,
    @Size(max = FieldForms.JWS_LENGTH) @Pattern(regexp = FieldForms.JWS) @Nullable String approval) {

  /** Shows no code. */
  @Override
  public String toString() {
    return "KeyRequestJson[" + use + "]";
  }
}
