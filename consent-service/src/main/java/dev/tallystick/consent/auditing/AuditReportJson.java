package dev.tallystick.consent.auditing;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;

/** An audit that was held. */
record AuditReportJson(
    @NotNull @Pattern(regexp = FieldForms.CODE) String auditor,
    @NotNull @Min(1) @Max(10_000) Integer run,
    @NotNull LocalDate from,
    @NotNull LocalDate until,
    @NotNull @Pattern(regexp = FieldForms.HASH) String reportDigest) {}
