package dev.tallystick.vault.release;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A signed request for records. */
@Schema(name = "ReleaseRequest")
record ReleaseRequestJson(
    @Schema(description = "release-request+jws of the party that asks.")
        @NotNull @Size(max = 16_384) String request) {}
