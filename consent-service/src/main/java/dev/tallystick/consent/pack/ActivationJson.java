package dev.tallystick.consent.pack;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From when on a pack decides. */
record ActivationJson(
    @NotNull Instant effectiveFrom, @Pattern(regexp = FieldForms.HASH) @Nullable String digest) {}
