package dev.tallystick.vault.schema;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which fields of a category state a fact that another source may state as well (R39): what the
 * fact is about, such as an account and a day, and what is said of it, such as a balance. The
 * schema has it as {@code x-tallystick-fact}.
 *
 * @param about the fields that together name what the fact is about; none when it is the person
 * @param says the fields that sources may differ in
 */
public record FactForm(List<String> about, List<String> says) {
  public FactForm {
    about = List.copyOf(about);
    says = List.copyOf(says);
  }

  /** What the fact is about; nothing if these fields do not say so completely. */
  public Optional<JsonObject> about(JsonObject fields) {
    JsonObject.Builder named = JsonObject.builder();
    for (String name : about) {
      Optional<JsonValue> value = fields.find(name);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      named.put(name, value.get());
    }
    return Optional.of(named.build());
  }

  /** What these fields say of it, by name. */
  public Map<String, JsonValue> says(JsonObject fields) {
    Map<String, JsonValue> said = new LinkedHashMap<>();
    says.forEach(name -> fields.find(name).ifPresent(value -> said.put(name, value)));
    return said;
  }
}
