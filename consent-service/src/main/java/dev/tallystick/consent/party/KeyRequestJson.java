package dev.tallystick.consent.party;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** A key to be registered, with the proof that it is the party's. */
record KeyRequestJson(
    @NotNull @Pattern(regexp = "ENCRYPT|SIGN") String use,
    @NotNull @Valid JwkJson jwk,
    @NotNull Instant validFrom,
    @NotNull Instant validTo,
    @NotNull @Size(max = FieldForms.JWS_LENGTH) @Pattern(regexp = FieldForms.JWS) String proof) {}
