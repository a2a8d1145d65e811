package dev.tallystick.consent.record;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Where a consent goes, and what the person was told of the new one. Everything else is as it was
 * in the old one.
 *
 * @param to the other bureau
 */
record ConsentMoveJson(
    @NotNull @Pattern(regexp = FieldForms.PARTY) String to,
    @NotNull @Pattern(regexp = "ntc_" + FieldForms.UUID7) String notice,
    @Nullable Boolean adverseConsequencesTold,
    @Size(max = 500) @Nullable String necessity,
    @Size(max = 500) @Nullable String impact,
    @Pattern(regexp = FieldForms.COUNTRY) @Nullable String jurisdiction) {}
