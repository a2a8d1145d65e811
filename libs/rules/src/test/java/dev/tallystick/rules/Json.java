package dev.tallystick.rules;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import java.util.Collection;
import java.util.TreeSet;

/** Objects of events, written as names and values in turn. */
final class Json {
  private Json() {}

  static JsonObject object(Object... namesAndValues) {
    JsonObject.Builder object = JsonObject.builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], value(namesAndValues[i + 1]));
    }
    return object.build();
  }

  /** The object with some members changed. */
  static JsonObject with(JsonObject object, Object... namesAndValues) {
    JsonObject changes = object(namesAndValues);
    JsonObject.Builder changed = JsonObject.builder();
    object.forEach(
        (name, value) -> {
          if (!changes.has(name)) {
            changed.put(name, value);
          }
        });
    changes.forEach(changed::put);
    return changed.build();
  }

  /** The object without some members. */
  static JsonObject without(JsonObject object, String... names) {
    JsonObject.Builder changed = JsonObject.builder();
    object.forEach(
        (name, value) -> {
          if (!java.util.List.of(names).contains(name)) {
            changed.put(name, value);
          }
        });
    return changed.build();
  }

  private static JsonValue value(Object value) {
    if (value instanceof JsonValue json) {
      return json;
    }
    if (value instanceof Collection<?> items) {
      return JsonArray.of(
          items.stream().allMatch(String.class::isInstance)
              ? new TreeSet<>(items).stream().map(Json::value).toList()
              : items.stream().map(Json::value).toList());
    }
    if (value instanceof Integer number) {
      return new dev.tallystick.events.json.JsonInteger(number);
    }
    if (value instanceof Boolean flag) {
      return dev.tallystick.events.json.JsonBoolean.of(flag);
    }
    return JsonString.of((String) value);
  }
}
