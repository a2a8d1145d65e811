package dev.tallystick.consent.party;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.json.JsonObject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who holds how much of whom. */
record OwnershipRequestJson(
    @NotNull @Pattern(regexp = FieldForms.PARTY) String holder,
    @NotNull @Pattern(regexp = FieldForms.PARTY) String held,
    @NotNull @Min(0) @Max(10_000) Integer basisPoints,
    @NotNull LocalDate since,
    @Pattern(regexp = FieldForms.REF) @Nullable String approvalRef) {

  JsonObject toData() {
    return JsonObject.builder()
        .put("holder", holder)
        .put("held", held)
        .put("basisPoints", basisPoints)
        .put("since", since.toString())
        .putIfPresent("approvalRef", Optional.ofNullable(approvalRef))
        .build();
  }
}
