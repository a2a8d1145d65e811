package dev.tallystick.vault.correction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.vault.RequestObject;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What shall be different in a record. */
@Schema(name = "CorrectionRequest")
record CorrectionJson(
    @Schema(
            description = "The record's fields as they shall be, all of them.",
            type = SchemaType.OBJECT,
            implementation = Object.class)
        @NotNull JsonNode fields,
    @Schema(description = "When it was observed, if that changes.")
        @Pattern(regexp = "[0-9T:.Z-]{1,30}") @Nullable String observedAt,
    @Schema(description = "When the matter ended, if that changes.")
        @Pattern(regexp = "[0-9]{4}-[0-9]{2}-[0-9]{2}") @Nullable String endedOn,
    @Schema(enumeration = {"OBJECTION", "PROVIDER", "RIGHT", "SOURCE_CHECK"})
        @NotNull @Pattern(regexp = "OBJECTION|PROVIDER|RIGHT|SOURCE_CHECK") String ground,
    @Schema(description = "Which objection it answers; with the ground OBJECTION, and only then.")
        @Pattern(regexp = "obj_[0-9a-f-]{36}") @Nullable String objection) {

  CorrectRecord.Asked toAsked() {
    if (ground.equals("OBJECTION") != (objection != null)) {
      throw VaultProblem.ofField(
          VaultProblemCode.CORRECTION_MALFORMED, "fields", "objection with its ground");
    }
    JsonObject.Builder members = JsonObject.builder().put("fields", parse());
    members.putIfPresent("observedAt", Optional.ofNullable(observedAt));
    members.putIfPresent("endedOn", Optional.ofNullable(endedOn));
    return new CorrectRecord.Asked(members.build(), ground, Optional.ofNullable(objection));
  }

  private JsonObject parse() {
    return RequestObject.object(fields)
        .orElseThrow(
            () ->
                VaultProblem.ofField(
                    VaultProblemCode.CORRECTION_MALFORMED, "fields", "data-model"));
  }

  @Override
  public String toString() {
    return "CorrectionJson[redacted]";
  }
}
