package dev.tallystick.consent.filing;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a hand-over between two roles may do to people, as a party has assessed it. */
record AssessmentRequestJson(
    @Pattern(regexp = "asm_" + FieldForms.UUID7) @Nullable String assessment,
    @NotNull @Pattern(regexp = FieldForms.ROLE) String fromRole,
    @NotNull @Pattern(regexp = FieldForms.ROLE) String toRole,
    @NotEmpty @Size(max = 256) List<@NotNull @Pattern(regexp = FieldForms.CODE) String> categories,
    @NotEmpty @Size(max = 3) List<@NotNull @Pattern(regexp = "IMPACT|LAWFULNESS|MEASURES") String> contents,
    @NotNull @Pattern(regexp = FieldForms.HASH) String report,
    @NotNull Instant validFrom,
    @NotNull Instant validTo,
    @Pattern(regexp = "CERTIFICATION|SECURITY_ASSESSMENT|STANDARD_CONTRACT") @Nullable String mechanism,
    @Pattern(regexp = FieldForms.REF) @Nullable String approvalRef) {

  JsonObject toData(String id, String party) {
    JsonObject.Builder data =
        JsonObject.builder()
            .put("assessment", id)
            .put("party", party)
            .put("fromRole", fromRole)
            .put("toRole", toRole)
            .put("categories", JsonArray.ofStrings(List.copyOf(new TreeSet<>(categories))))
            .put("contents", JsonArray.ofStrings(List.copyOf(new TreeSet<>(contents))))
            .put("report", report)
            .put("validFrom", Timestamps.format(validFrom.toEpochMilli()))
            .put("validTo", Timestamps.format(validTo.toEpochMilli()));
    if (mechanism != null) {
      data.put("mechanism", mechanism);
    }
    if (approvalRef != null) {
      data.put("approvalRef", approvalRef);
    }
    return data.build();
  }
}
