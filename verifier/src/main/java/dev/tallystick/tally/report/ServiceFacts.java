package dev.tallystick.tally.report;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON that a service has answered, as facts of a report. */
public final class ServiceFacts {
  private ServiceFacts() {}

  /** The same value, of the kinds that {@link CheckReport#fact} takes. */
  public static Object of(JsonValue json) {
    if (json instanceof JsonObject object) {
      Map<String, Object> members = new LinkedHashMap<>();
      object.forEach((name, value) -> members.put(name, of(value)));
      return members;
    }
    if (json instanceof JsonArray array) {
      return array.items().stream().map(ServiceFacts::of).toList();
    }
    if (json instanceof JsonString text) {
      return text.value();
    }
    if (json instanceof JsonInteger number) {
      return number.value();
    }
    return ((JsonBoolean) json).value();
  }
}
