package dev.tallystick.consent.party;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.type.OwnershipRecorded;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The share of one party in another. */
record OwnershipRequestJson(
    @NotNull @Pattern(regexp = FieldForms.PARTY) String holder,
    @NotNull @Pattern(regexp = FieldForms.PARTY) String held,
    @NotNull @Min(0) @Max(10_000) Integer basisPoints,
    @NotNull LocalDate since,
    @Pattern(regexp = FieldForms.REF) @Nullable String approvalRef) {

  OwnershipRecorded toData() {
    return OwnershipRecorded.builder()
        .holder(holder)
        .held(held)
        .basisPoints(basisPoints)
        .since(since)
        .approvalRef(Optional.ofNullable(approvalRef))
        .build();
  }
}
