package dev.tallystick.consent.party;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a key is revoked. */
record KeyRevocationJson(
    @NotNull @Pattern(regexp = "COMPROMISED|RETIRED|ROTATED") String reason,
    @Nullable Instant since) {}
