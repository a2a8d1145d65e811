package dev.tallystick.vault.correction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.vault.RequestObject;
import dev.tallystick.vault.document.ChangedContent;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What shall be different in a record. */
record CorrectionJson(
    @NotNull JsonNode fields,
    @Pattern(regexp = "[0-9T:.Z-]{1,30}") @Nullable String observedAt,
    @Pattern(regexp = "[0-9]{4}-[0-9]{2}-[0-9]{2}") @Nullable String endedOn,
    @NotNull @Pattern(regexp = "OBJECTION|PROVIDER|RIGHT|SOURCE_CHECK") String ground,
    @Pattern(regexp = "obj_[0-9a-f-]{36}") @Nullable String objection) {

  CorrectRecord.Asked toAsked() {
    if (ground.equals("OBJECTION") != (objection != null)) {
      throw VaultProblem.ofField(
          VaultProblemCode.CORRECTION_MALFORMED, "fields", "objection with its ground");
    }
    ChangedContent changed =
        new ChangedContent(parse(), Optional.ofNullable(observedAt), Optional.ofNullable(endedOn));
    return new CorrectRecord.Asked(changed.toJson(), ground, Optional.ofNullable(objection));
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
