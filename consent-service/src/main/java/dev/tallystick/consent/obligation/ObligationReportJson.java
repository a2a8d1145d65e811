package dev.tallystick.consent.obligation;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far a party says it is. */
@Schema(name = "ObligationReport")
record ObligationReportJson(
    @NotNull @Pattern(regexp = "COMMITTED|DONE|NOT_STARTED|PARTLY") String status,
    @Schema(
            description =
                "Of COMMITTED: SHA-256 of the nonce, a zero byte and the status in ASCII that is to be told.")
        @Pattern(regexp = FieldForms.HASH) @Nullable String commitment,
    @Schema(description = "Opens the commitment made before: its 32 bytes in base64url.")
        @Pattern(regexp = "[A-Za-z0-9_-]{43}") @Nullable String nonce,
    @Schema(description = "Where the evidence lies.") @Pattern(regexp = FieldForms.REF) @Nullable String evidenceRef) {}
