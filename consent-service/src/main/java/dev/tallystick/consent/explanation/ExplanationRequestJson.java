package dev.tallystick.consent.explanation;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.keys.Jws;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** A decision as it was signed, which somebody holds who wants to know why. */
record ExplanationRequestJson(
    @NotNull @Size(max = Jws.MAX_LENGTH) @Pattern(regexp = FieldForms.JWS) String decision) {}
