package dev.tallystick.events.type;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of an object in the order of their names: one walk along the object finds them
 * all. Members that nobody asks for are passed over. For generated code.
 */
public final class DataReader {
  private final String record;
  private final JsonObject object;
  private int next;

  public DataReader(String record, JsonObject object) {
    this.record = record;
    this.object = object;
  }

  private @Nullable JsonValue find(String name) {
    while (next < object.size()) {
      String there = object.nameAt(next);
      if (there.equals(name)) {
        return object.valueAt(next++);
      }
      if (there.compareTo(name) > 0) {
        return null;
      }
      next++;
    }
    return null;
  }

  /** The value as one of a kind. */
  private <T extends JsonValue> T as(Class<T> kind, String name, @Nullable JsonValue value) {
    if (kind.isInstance(value)) {
      return kind.cast(value);
    }
    throw new IllegalArgumentException(record + "." + name + " is no " + kind.getSimpleName());
  }

  public String requiredText(String name) {
    return as(JsonString.class, name, find(name)).value();
  }

  public <T> T requiredText(String name, Function<String, T> parse) {
    return parse.apply(requiredText(name));
  }

  public Optional<String> optionalText(String name) {
    JsonValue value = find(name);
    return value == null
        ? Optional.empty()
        : Optional.of(as(JsonString.class, name, value).value());
  }

  public <T> Optional<T> optionalText(String name, Function<String, T> parse) {
    return optionalText(name).map(parse);
  }

  public long requiredInteger(String name) {
    return as(JsonInteger.class, name, find(name)).value();
  }

  public OptionalLong optionalInteger(String name) {
    JsonValue value = find(name);
    return value == null
        ? OptionalLong.empty()
        : OptionalLong.of(as(JsonInteger.class, name, value).value());
  }

  public boolean requiredFlag(String name) {
    return as(JsonBoolean.class, name, find(name)).value();
  }

  public Optional<Boolean> optionalFlag(String name) {
    JsonValue value = find(name);
    return value == null
        ? Optional.empty()
        : Optional.of(as(JsonBoolean.class, name, value).value());
  }

  public <T> T requiredObject(String name, Function<JsonObject, T> parse) {
    return parse.apply(as(JsonObject.class, name, find(name)));
  }

  public <T> Optional<T> optionalObject(String name, Function<JsonObject, T> parse) {
    JsonValue value = find(name);
    return value == null
        ? Optional.empty()
        : Optional.of(parse.apply(as(JsonObject.class, name, value)));
  }

  public List<String> requiredTexts(String name) {
    return requiredTexts(name, Function.identity());
  }

  public <T> List<T> requiredTexts(String name, Function<String, T> parse) {
    return texts(name, as(JsonArray.class, name, find(name)), parse);
  }

  public List<String> optionalTexts(String name) {
    return optionalTexts(name, Function.identity());
  }

  /** The items, none if the member is absent. */
  public <T> List<T> optionalTexts(String name, Function<String, T> parse) {
    JsonValue value = find(name);
    return value == null ? List.of() : texts(name, as(JsonArray.class, name, value), parse);
  }

  private <T> List<T> texts(String name, JsonArray array, Function<String, T> parse) {
    List<T> items = new ArrayList<>(array.size());
    for (JsonValue item : array.items()) {
      items.add(parse.apply(as(JsonString.class, name, item).value()));
    }
    return items;
  }

  public <T> List<T> requiredObjects(String name, Function<JsonObject, T> parse) {
    return objects(name, as(JsonArray.class, name, find(name)), parse);
  }

  /** The items, none if the member is absent. */
  public <T> List<T> optionalObjects(String name, Function<JsonObject, T> parse) {
    JsonValue value = find(name);
    return value == null ? List.of() : objects(name, as(JsonArray.class, name, value), parse);
  }

  private <T> List<T> objects(String name, JsonArray array, Function<JsonObject, T> parse) {
    List<T> items = new ArrayList<>(array.size());
    for (JsonValue item : array.items()) {
      items.add(parse.apply(as(JsonObject.class, name, item)));
    }
    return items;
  }

  public static Instant instant(String text) {
    return Instant.ofEpochMilli(
        Timestamps.parse(text).orElseThrow(() -> new IllegalArgumentException("no instant")));
  }

  /** What a builder was given. */
  public static <T> T set(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("not set: " + name);
    }
    return value;
  }
}
