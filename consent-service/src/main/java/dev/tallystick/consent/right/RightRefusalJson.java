package dev.tallystick.consent.right;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a right is not granted, and where the person can complain (R44). */
@Schema(name = "RightRefusal")
record RightRefusalJson(
    @Schema(description = "As told to the person.") @NotNull @Size(max = 1000) String reason,
    @Schema(description = "The court or authority to go to.") @NotNull @Size(max = 500) String route) {}
