package dev.tallystick.vault.correction;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the recipient did, in its signature. */
@Schema(name = "DownstreamAnswer")
record DownstreamAnswerJson(
    @Schema(description = "downstream-answer+jws over notification and answer.")
        @NotNull @Size(max = 16_384) String statement) {}
