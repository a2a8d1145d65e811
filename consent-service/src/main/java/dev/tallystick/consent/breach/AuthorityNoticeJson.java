package dev.tallystick.consent.breach;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** Which authority was told of a breach, just now. */
record AuthorityNoticeJson(
    @NotNull @Pattern(regexp = FieldForms.PARTY) String authority,
    @Pattern(regexp = FieldForms.REF) @Nullable String reference) {}
