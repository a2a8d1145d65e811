package dev.tallystick.consent.stop;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** A freeze; it needs no reason. */
record FreezeRequestJson(
    @Pattern(regexp = "IDENTITY_THEFT|PERSON_REQUEST") @Nullable String reason) {}
