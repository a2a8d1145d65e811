package dev.tallystick.party;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the members of an object one by one, and refuses those that nobody has asked for. */
final class Members {
  private final JsonObject json;
  private final String path;
  private final Set<String> read = new HashSet<>();

  Members(JsonObject json) {
    this(json, "");
  }

  private Members(JsonObject json, String path) {
    this.json = json;
    this.path = path;
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  Optional<String> optionalText(String name) {
    return find(name)
        .map(
            value -> {
              if (value instanceof JsonString text) {
                return text.value();
              }
              throw new IllegalFieldException(path + name, "is a text");
            });
  }

  long integer(String name) {
    return find(name).map(value -> integer(name, value)).orElseThrow(() -> missing(name));
  }

  private long integer(String name, JsonValue value) {
    if (value instanceof JsonInteger number) {
      return number.value();
    }
    throw new IllegalFieldException(path + name, "is an integer");
  }

  Hash hash(String name) {
    try {
      return Hash.fromHex(text(name));
    } catch (IllegalFieldException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new IllegalFieldException(path + name, "is 64 lower-case hex digits");
    }
  }

  /** A time with its milliseconds since 1970. */
  long instant(String name) {
    OptionalLong millis = Timestamps.parse(text(name));
    return millis.orElseThrow(
        () ->
            new IllegalFieldException(
                path + name, "is a real time written YYYY-MM-DDTHH:mm:ss.SSSZ"));
  }

  /** A set in order; empty if the member is left out, since no array is empty. */
  List<String> texts(String name) {
    Optional<JsonValue> value = find(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof JsonArray array)) {
      throw new IllegalFieldException(path + name, "is an array of texts");
    }
    List<String> texts = new ArrayList<>();
    for (JsonValue item : array.items()) {
      if (!(item instanceof JsonString text)) {
        throw new IllegalFieldException(path + name, "is an array of texts");
      }
      if (!texts.isEmpty() && texts.get(texts.size() - 1).compareTo(text.value()) >= 0) {
        throw new IllegalFieldException(path + name, "is sorted and holds nothing twice");
      }
      texts.add(text.value());
    }
    return texts;
  }

  Optional<Members> optionalObject(String name) {
    return find(name)
        .map(
            value -> {
              if (value instanceof JsonObject object) {
                return new Members(object, path + name + ".");
              }
              throw new IllegalFieldException(path + name, "is an object");
            });
  }

  Members object(String name) {
    return optionalObject(name).orElseThrow(() -> missing(name));
  }

  /** Refuses what was not read. */
  void end() {
    for (String name : json.names()) {
      if (!read.contains(name)) {
        throw new IllegalFieldException(
            path.isEmpty() ? "" : path.substring(0, path.length() - 1),
            "has only the members that are defined for it");
      }
    }
  }

  private Optional<JsonValue> find(String name) {
    read.add(name);
    return json.find(name);
  }

  private IllegalFieldException missing(String name) {
    return new IllegalFieldException(path + name, "must be there");
  }
}
