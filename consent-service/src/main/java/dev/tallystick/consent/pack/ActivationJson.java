package dev.tallystick.consent.pack;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** From when on a pack decides. */
@Schema(name = "Activation")
record ActivationJson(
    @NotNull Instant effectiveFrom,
    @Schema(
            description =
                "SHA-256 of the text that is meant; the pack's highest version if absent.")
        @Pattern(regexp = FieldForms.HASH) @Nullable String digest) {}
