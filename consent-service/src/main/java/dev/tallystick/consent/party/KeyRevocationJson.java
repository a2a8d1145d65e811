package dev.tallystick.consent.party;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a key is revoked. */
@Schema(name = "KeyRevocation")
record KeyRevocationJson(
    @NotNull @Pattern(regexp = "COMPROMISED|RETIRED|ROTATED") String reason,
    @Schema(description = "Since when it may have been used by others.") @Nullable Instant since) {}
