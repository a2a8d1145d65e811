package dev.tallystick.consent.replay;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which traffic is put to which pack. */
@Schema(name = "ReplayRequest")
record ReplayRequestJson(
    @Schema(description = "The pack's id; it need not be activated.")
        @NotNull @Pattern(regexp = FieldForms.PARTY) String pack,
    @Schema(
            description =
                "SHA-256 of the text that is meant; the pack's highest version if absent.")
        @Pattern(regexp = FieldForms.HASH) @Nullable String digest,
    @Schema(description = "The first recorded time that is looked at.") @NotNull Instant from,
    @Schema(description = "The first that no longer is.") @NotNull Instant to) {}
