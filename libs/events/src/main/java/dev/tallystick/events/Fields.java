package dev.tallystick.events;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the members of one object of an event, and names by its path what is wrong. */
record Fields(JsonObject object, String path) {
  /** Refuses a member that is not defined; its name is not shown, for it could be anything. */
  void requireOnly(Set<String> defined) throws InvalidEventException {
    for (int i = 0; i < object.size(); i++) {
      if (!defined.contains(object.nameAt(i))) {
        throw new InvalidEventException(
            EventCode.UNKNOWN_FIELD, path, "has only the members that are defined for it");
      }
    }
  }

  String string(String name) throws InvalidEventException {
    String value = stringOrNull(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  @Nullable String stringOrNull(String name) throws InvalidEventException {
    JsonValue value = object.valueOrNull(name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonString string) {
      return string.value();
    }
    throw invalid(name, "is a string");
  }

  long integer(String name) throws InvalidEventException {
    JsonValue value = object.valueOrNull(name);
    if (value == null) {
      throw missing(name);
    }
    if (value instanceof JsonInteger integer) {
      return integer.value();
    }
    throw invalid(name, "is an integer");
  }

  JsonObject object(String name) throws InvalidEventException {
    JsonValue value = object.valueOrNull(name);
    if (value == null) {
      throw missing(name);
    }
    if (value instanceof JsonObject member) {
      return member;
    }
    throw invalid(name, "is an object");
  }

  /** The items of an array, or none if it is absent: an empty list is written by leaving it out. */
  List<JsonValue> items(String name) throws InvalidEventException {
    JsonValue value = object.valueOrNull(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof JsonArray array) {
      return array.items();
    }
    throw invalid(name, "is an array");
  }

  InvalidEventException missing(String name) {
    return new InvalidEventException(EventCode.FIELD_MISSING, pathOf(name), "must be there");
  }

  InvalidEventException invalid(String name, String rule) {
    return new InvalidEventException(EventCode.FIELD_INVALID, pathOf(name), rule);
  }

  String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
