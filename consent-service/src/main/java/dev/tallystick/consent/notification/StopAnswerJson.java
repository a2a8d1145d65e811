package dev.tallystick.consent.notification;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A holder's answer to a stop notice. */
record StopAnswerJson(
    @NotNull @Pattern(regexp = "DONE|NOT_HELD|REFUSED") String answer,
    @Size(max = 500) @Nullable String reason,
    @NotNull @Size(max = FieldForms.JWS_LENGTH) @Pattern(regexp = FieldForms.JWS) String signature) {}
