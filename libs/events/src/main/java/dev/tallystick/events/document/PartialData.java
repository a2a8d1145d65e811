package dev.tallystick.events.document;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Reads members without failing: what is absent or of another kind is empty. For generated code.
 */
public final class PartialData {
  private PartialData() {}

  public static Optional<String> text(JsonObject object, String name) {
    return object.valueOrNull(name) instanceof JsonString text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  public static OptionalLong integer(JsonObject object, String name) {
    return object.valueOrNull(name) instanceof JsonInteger integer
        ? OptionalLong.of(integer.value())
        : OptionalLong.empty();
  }

  public static Optional<Boolean> flag(JsonObject object, String name) {
    return object.valueOrNull(name) instanceof JsonBoolean flag
        ? Optional.of(flag.value())
        : Optional.empty();
  }

  public static Optional<Instant> instant(JsonObject object, String name) {
    if (!(object.valueOrNull(name) instanceof JsonString text)) {
      return Optional.empty();
    }
    OptionalLong millis = Timestamps.parse(text.value());
    return millis.isPresent()
        ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
        : Optional.empty();
  }

  public static Optional<LocalDate> date(JsonObject object, String name) {
    try {
      return text(object, name).map(LocalDate::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  public static <T> Optional<T> object(
      JsonObject object, String name, Function<JsonObject, T> read) {
    return object.valueOrNull(name) instanceof JsonObject member
        ? Optional.of(read.apply(member))
        : Optional.empty();
  }

  public static List<String> texts(JsonObject object, String name) {
    List<JsonValue> items = items(object, name);
    List<String> texts = new ArrayList<>(items.size());
    for (JsonValue item : items) {
      if (item instanceof JsonString text) {
        texts.add(text.value());
      }
    }
    return Collections.unmodifiableList(texts);
  }

  public static <T> List<T> objects(JsonObject object, String name, Function<JsonObject, T> read) {
    List<JsonValue> items = items(object, name);
    List<T> objects = new ArrayList<>(items.size());
    for (JsonValue item : items) {
      if (item instanceof JsonObject member) {
        objects.add(read.apply(member));
      }
    }
    return Collections.unmodifiableList(objects);
  }

  private static List<JsonValue> items(JsonObject object, String name) {
    return object.valueOrNull(name) instanceof JsonArray array ? array.items() : List.of();
  }
}
