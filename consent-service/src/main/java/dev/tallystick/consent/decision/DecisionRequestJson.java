package dev.tallystick.consent.decision;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A question with the party's signed request in it. */
record DecisionRequestJson(
    @NotNull @Pattern(regexp = "DEPOSIT|ONWARD|RELEASE|RELEASE_1|RELEASE_2") String step,
    @NotNull Boolean dryRun,
    @NotNull @Size(max = FieldForms.JWS_LENGTH) @Pattern(regexp = FieldForms.JWS) String request,
    @NotNull @Pattern(regexp = "release-request\\+jws|inquiry\\+jws|deposit\\+jws") String requestType,
    @Nullable String subject,
    @NotNull String caller,
    @NotNull String from,
    @Nullable String to,
    @Nullable String purpose,
    @Nullable String endPurpose,
    @Nullable PurposeObjectJson purposeObject,
    @Nullable String endUser,
    @Nullable String inquiry,
    @Nullable String product,
    @Size(max = 256) @Nullable List<@NotNull String> categories,
    @Size(max = 256) @Nullable List<@NotNull @Valid ParentJson> parents,
    @Valid @Nullable FeeJson fee,
    @Nullable String consent,
    @Nullable String label,
    @Nullable String agreement,
    @Size(max = 256) @Nullable List<@NotNull String> recordCategories) {

  /** What a purpose is about. */
  record PurposeObjectJson(@NotNull String kind, @NotNull String ref) {}

  /** A release, by its event. */
  record ParentJson(@NotNull String event, @Nullable String from) {}

  /** The members but the signed statement, as the rules read them. */
  JsonObject toObject() {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("step", step)
            .put("dryRun", dryRun)
            .put("caller", caller)
            .put("from", from);
    put(json, "subject", subject);
    put(json, "to", to);
    put(json, "purpose", purpose);
    put(json, "endPurpose", endPurpose);
    put(json, "endUser", endUser);
    put(json, "inquiry", inquiry);
    put(json, "product", product);
    put(json, "consent", consent);
    put(json, "label", label);
    put(json, "agreement", agreement);
    put(json, "categories", categories);
    put(json, "recordCategories", recordCategories);
    if (purposeObject != null) {
      json.put(
          "purposeObject",
          JsonObject.builder()
              .put("kind", purposeObject.kind())
              .put("ref", purposeObject.ref())
              .build());
    }
    if (parents != null && !parents.isEmpty()) {
      json.put("parents", JsonArray.of(parents.stream().map(DecisionRequestJson::object).toList()));
    }
    if (fee != null) {
      json.put("fee", fee.toObject());
    }
    return json.build();
  }

  private static JsonObject object(ParentJson parent) {
    return JsonObject.builder()
        .put("event", parent.event())
        .putIfPresent("from", Optional.ofNullable(parent.from()))
        .build();
  }

  private static void put(JsonObject.Builder json, String name, @Nullable String value) {
    json.putIfPresent(name, Optional.ofNullable(value));
  }

  private static void put(JsonObject.Builder json, String name, @Nullable List<String> values) {
    if (values != null && !values.isEmpty()) {
      json.put(name, JsonArray.ofStrings(List.copyOf(new TreeSet<>(values))));
    }
  }
}
