package dev.tallystick.vault.leak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.events.SubjectForm;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.vault.StrictJson;
import dev.tallystick.vault.identifier.Identifier;
import dev.tallystick.vault.identifier.Scheme;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A row that has turned up somewhere. */
@Schema(name = "LeakedRow")
record LeakedRowJson(
    @Schema(description = "The person's token; either this or an identifier.")
        @Pattern(regexp = SubjectForm.REGEX) @Nullable String subject,
    @Schema(enumeration = {"ID_CARD", "PHONE", "CUSTOMER_NO"})
        @Pattern(regexp = "ID_CARD|PHONE|CUSTOMER_NO") @Nullable String scheme,
    @Size(min = 1, max = 128) @Nullable String value,
    @Schema(description = "Whose customer number it is.") @Size(max = 64) @Nullable String platform,
    @Schema(description = "Its category, if that is known.")
        @Pattern(regexp = "[A-Z][A-Z0-9._-]{0,63}") @Nullable String category,
    @Schema(
            description = "What it says: some or all fields of a record.",
            type = SchemaType.OBJECT,
            implementation = Object.class)
        @NotNull JsonNode fields) {

  LeakTrace.Found toFound(int row) {
    Optional<Identifier> identifier = identifier(row);
    if (identifier.isPresent() == (subject != null)) {
      throw new LeakProblem.RowInvalid(row, "subject");
    }
    return new LeakTrace.Found(
        identifier, Optional.ofNullable(subject), Optional.ofNullable(category), parse(row));
  }

  private Optional<Identifier> identifier(int row) {
    if (scheme == null || value == null) {
      return Optional.empty();
    }
    Optional<Identifier> identifier =
        Scheme.find(scheme)
            .flatMap(found -> Identifier.of(found, value, platform == null ? "" : platform));
    if (identifier.isEmpty()) {
      throw new LeakProblem.RowInvalid(row, "value");
    }
    return identifier;
  }

  private JsonObject parse(int row) {
    return StrictJson.object(fields)
        .filter(object -> object.size() > 0)
        .orElseThrow(() -> new LeakProblem.RowInvalid(row, "fields"));
  }

  @Override
  public String toString() {
    return "LeakedRowJson[redacted]";
  }
}
