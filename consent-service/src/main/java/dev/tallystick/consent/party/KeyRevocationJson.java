package dev.tallystick.consent.party;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a key is revoked, and what a key of the party has signed about that. */
record KeyRevocationJson(
    @NotNull @Pattern(regexp = "COMPROMISED|RETIRED|ROTATED") String reason,
    @Nullable Instant since,
    @Size(max = FieldForms.JWS_LENGTH) @Pattern(regexp = FieldForms.JWS) @Nullable String approval) {}
