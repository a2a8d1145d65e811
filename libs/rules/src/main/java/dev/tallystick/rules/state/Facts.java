package dev.tallystick.rules.state;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The data of an event, read without ever failing: what is not there, or is not of the kind
 * expected, is empty. The log has checked it; a log that has not must not stop the fold.
 */
record Facts(JsonObject data) {

  Optional<String> text(String name) {
    return data.findString(name);
  }

  String textOr(String name, String absent) {
    return data.findString(name).orElse(absent);
  }

  /** A calendar day. */
  Optional<LocalDate> date(String name) {
    try {
      return text(name).map(LocalDate::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** An instant as milliseconds since 1970. */
  OptionalLong instant(String name) {
    return data.findString(name).map(Timestamps::parse).orElse(OptionalLong.empty());
  }

  OptionalLong integer(String name) {
    return data.findInteger(name).map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  boolean flag(String name) {
    return data.findBoolean(name).orElse(false);
  }

  SortedSet<String> strings(String name) {
    SortedSet<String> strings = new TreeSet<>();
    for (JsonValue item : items(name)) {
      if (item instanceof JsonString string) {
        strings.add(string.value());
      }
    }
    return Collections.unmodifiableSortedSet(strings);
  }

  List<Facts> objects(String name) {
    List<Facts> objects = new ArrayList<>();
    for (JsonValue item : items(name)) {
      if (item instanceof JsonObject object) {
        objects.add(new Facts(object));
      }
    }
    return objects;
  }

  Optional<Facts> object(String name) {
    return data.findObject(name).map(Facts::new);
  }

  private List<JsonValue> items(String name) {
    return data.findArray(name).map(JsonArray::items).orElse(List.of());
  }
}
