package dev.tallystick.vault.right;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a record may be used. */
@Schema(name = "RecordRestriction")
record RestrictionJson(
    @Schema(description = "True: it is kept and not used. False: it may be used again.") @NotNull Boolean restricted) {}
