package dev.tallystick.vault.deposit;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The platform's signature over a chunk. */
@Schema(name = "ChunkSignature")
record SignatureJson(
    @Schema(description = "deposit+jws over chunk, agreement, count and root.")
        @NotNull @Size(max = 16_384) String statement) {}
