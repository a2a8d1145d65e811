package dev.tallystick.consent.filing;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a bureau will collect, or which platforms a lender works with. */
record PlanRequestJson(
    @Pattern(regexp = "pla_" + FieldForms.UUID7) @Nullable String plan,
    @NotNull @Pattern(regexp = "COLLECTION|PARTNERS") String kind,
    @Size(min = 1, max = 256) @Nullable List<@NotNull @Pattern(regexp = FieldForms.CODE) String> categories,
    @Size(min = 1, max = 64) @Nullable List<@NotNull @Size(min = 1, max = 120) String> sources,
    @Size(min = 1, max = 500) @Nullable String method,
    @Size(max = 256) @Nullable List<@NotNull @Pattern(regexp = FieldForms.PARTY) String> partners,
    @NotNull Instant effectiveFrom,
    @Pattern(regexp = FieldForms.REF) @Nullable String filingNo) {

  JsonObject toData(String id, long version, String party) {
    JsonObject.Builder data =
        JsonObject.builder()
            .put("plan", id)
            .put("version", version)
            .put("kind", kind)
            .put("party", party)
            .put("effectiveFrom", Timestamps.format(effectiveFrom.toEpochMilli()));
    put(data, "categories", categories);
    put(data, "sources", sources);
    put(data, "partners", partners);
    if (method != null) {
      data.put("method", method);
    }
    if (filingNo != null) {
      data.put("filingNo", filingNo);
    }
    return data.build();
  }

  private static void put(JsonObject.Builder data, String name, @Nullable List<String> values) {
    if (values != null && !values.isEmpty()) {
      data.put(name, JsonArray.ofStrings(List.copyOf(new TreeSet<>(values))));
    }
  }
}
