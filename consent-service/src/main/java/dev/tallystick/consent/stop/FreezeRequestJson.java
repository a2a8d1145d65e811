package dev.tallystick.consent.stop;

import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A freeze; it needs no reason. */
@Schema(name = "FreezeRequest")
record FreezeRequestJson(
    @Pattern(regexp = "IDENTITY_THEFT|PERSON_REQUEST") @Nullable String reason) {}
