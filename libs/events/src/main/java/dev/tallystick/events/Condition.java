package dev.tallystick.events;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import java.util.List;

/** "When this field has one of these values", written {@code step=RELEASE_1,RELEASE_2}. */
record Condition(String field, List<String> values) {
  static Condition parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("no condition: " + text);
    }
    return new Condition(
        text.substring(0, equals), List.of(text.substring(equals + 1).split(",", -1)));
  }

  boolean holds(JsonObject object) {
    return object.valueOrNull(field) instanceof JsonString string
        && values.contains(string.value());
  }

  @Override
  public String toString() {
    return field + "=" + String.join(",", values);
  }
}
