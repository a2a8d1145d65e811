package dev.tallystick.vault.keystore;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which wrapping keys are to be rotated, and destroyed at once. */
@Schema(name = "RotateRequest")
record RotateJson(
    @Schema(
            description = "SHREDDED: those under which keys were shredded. ALL: every one.",
            enumeration = {"SHREDDED", "ALL"})
        @NotNull @Pattern(regexp = "SHREDDED|ALL") String which) {}
