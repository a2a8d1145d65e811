package dev.tallystick.vault.leak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.events.SubjectForm;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.vault.RequestObject;
import dev.tallystick.vault.identifier.PersonIdentifier;
import dev.tallystick.vault.identifier.Scheme;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row that has turned up somewhere. */
record LeakedRowJson(
    @Pattern(regexp = SubjectForm.REGEX) @Nullable String subject,
    @Pattern(regexp = "ID_CARD|PHONE|CUSTOMER_NO") @Nullable String scheme,
    @Size(min = 1, max = 128) @Nullable String value,
    @Size(max = 64) @Nullable String platform,
    @Pattern(regexp = "[A-Z][A-Z0-9._-]{0,63}") @Nullable String category,
    @NotNull JsonNode fields) {

  TraceLeak.Found toFound(int row) {
    Optional<PersonIdentifier> identifier = identifier(row);
    if (identifier.isPresent() == (subject != null)) {
      throw invalid(row, "subject");
    }
    return new TraceLeak.Found(
        identifier, Optional.ofNullable(subject), Optional.ofNullable(category), parse(row));
  }

  private Optional<PersonIdentifier> identifier(int row) {
    if (scheme == null || value == null) {
      return Optional.empty();
    }
    Optional<PersonIdentifier> identifier =
        Scheme.find(scheme)
            .flatMap(found -> PersonIdentifier.of(found, value, platform == null ? "" : platform));
    if (identifier.isEmpty()) {
      throw invalid(row, "value");
    }
    return identifier;
  }

  private JsonObject parse(int row) {
    return RequestObject.object(fields)
        .filter(object -> object.size() > 0)
        .orElseThrow(() -> invalid(row, "fields"));
  }

  @Override
  public String toString() {
    return "LeakedRowJson[redacted]";
  }

  private static VaultProblem invalid(int row, String field) {
    return VaultProblem.ofField(
        VaultProblemCode.LEAKED_ROW_INVALID, "rows[" + row + "]." + field, "form");
  }
}
