package dev.tallystick.consent.replay;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which traffic is put to which pack. */
record ReplayRequestJson(
    @NotNull @Pattern(regexp = FieldForms.PARTY) String pack,
    @Pattern(regexp = FieldForms.HASH) @Nullable String digest,
    @NotNull Instant from,
    @NotNull Instant to) {}
