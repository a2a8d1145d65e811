package dev.tallystick.consent.party;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A key to be registered, with the proof that it is the party's. */
@Schema(name = "KeyRequest")
record KeyRequestJson(
    @NotNull @Pattern(regexp = "ENCRYPT|SIGN") String use,
    @NotNull @Valid JwkJson jwk,
    @NotNull Instant validFrom,
    @NotNull Instant validTo,
    @Schema(
            description =
                "A key-proof+jws for consent-service: a signing key signs its own, an encryption key's"
                    + " is signed by a registered signing key of the party.")
        @NotNull @Size(max = FieldForms.JWS_LENGTH) @Pattern(regexp = FieldForms.JWS) String proof) {}
