package dev.tallystick.consent.obligation;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** How far a party says it is. */
record ObligationReportJson(
    @NotNull @Pattern(regexp = "COMMITTED|DONE|NOT_STARTED|PARTLY") String status,
    @Pattern(regexp = FieldForms.HASH) @Nullable String commitment,
    @Pattern(regexp = "[A-Za-z0-9_-]{43}") @Nullable String nonce,
    @Pattern(regexp = FieldForms.REF) @Nullable String evidenceRef) {}
