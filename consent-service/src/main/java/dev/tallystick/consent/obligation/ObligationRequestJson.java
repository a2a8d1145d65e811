package dev.tallystick.consent.obligation;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A duty with a date. */
record ObligationRequestJson(
    @NotBlank @Size(max = 200) String title,
    @Pattern(regexp = FieldForms.CODE) @Nullable String rule,
    @NotEmpty @Size(max = 256) List<@NotNull @Pattern(regexp = FieldForms.PARTY) String> parties,
    @NotNull LocalDate dueOn) {

  JsonObject toData(String id, String by) {
    return JsonObject.builder()
        .put("obligation", id)
        .put("title", title)
        .putIfPresent("rule", Optional.ofNullable(rule))
        .put("parties", JsonArray.ofStrings(List.copyOf(new TreeSet<>(parties))))
        .put("dueOn", dueOn.toString())
        .put("by", by)
        .build();
  }
}
