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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a hand-over between two roles may do to people, as a party has assessed it. */
@Schema(name = "AssessmentRequest")
record AssessmentRequestJson(
    @Schema(description = "That of an earlier one replaces it; drawn if absent.")
        @Pattern(regexp = "asm_" + FieldForms.UUID7) @Nullable String assessment,
    @NotNull @Pattern(regexp = FieldForms.ROLE) String fromRole,
    @NotNull @Pattern(regexp = FieldForms.ROLE) String toRole,
    @NotEmpty @Size(max = 256) List<@NotNull @Pattern(regexp = FieldForms.CODE) String> categories,
    @Schema(description = "Which of the three contents that the law asks for it has.")
        @NotEmpty @Size(max = 3) List<@NotNull @Pattern(regexp = "IMPACT|LAWFULNESS|MEASURES") String> contents,
    @Schema(description = "SHA-256 of the report.") @NotNull @Pattern(regexp = FieldForms.HASH) String report,
    @NotNull Instant validFrom,
    @NotNull Instant validTo,
    @Schema(description = "For going abroad.")
        @Pattern(regexp = "CERTIFICATION|SECURITY_ASSESSMENT|STANDARD_CONTRACT") @Nullable String mechanism,
    @Schema(description = "The number of the authority's approval.")
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
