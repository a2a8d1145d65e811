package dev.tallystick.consent.notification;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A holder's answer to a stop notice. */
@Schema(name = "StopAnswer")
record StopAnswerJson(
    @NotNull @Pattern(regexp = "DONE|NOT_HELD|REFUSED") String answer,
    @Schema(description = "Of REFUSED: the law that makes it keep what it has.") @Size(max = 500) @Nullable String reason,
    @Schema(description = "The holder's stop-answer+jws over the same.")
        @NotNull @Size(max = FieldForms.JWS_LENGTH) @Pattern(regexp = FieldForms.JWS) String signature) {}
