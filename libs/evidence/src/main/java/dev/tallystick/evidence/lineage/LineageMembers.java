package dev.tallystick.evidence.lineage;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads members of an object of the answer. Texts are ids, codes, hashes and times, so none has a
 * character that means something to a spreadsheet, a page or a terminal; others are refused.
 */
final class LineageMembers {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}");

  private final JsonObject object;
  private final String where;

  LineageMembers(JsonObject object, String where) {
    this.object = object;
    this.where = where;
  }

  /** There are no others than these: what nobody reads is nothing that anybody has checked. */
  void requireOnly(Set<String> known) throws MalformedLineageException {
    for (String name : object.names()) {
      if (!known.contains(name)) {
        throw new MalformedLineageException(where + "a member that no lineage has there");
      }
    }
  }

  /** Its members' names are texts like others. */
  void requirePlainNames() throws MalformedLineageException {
    for (String name : object.names()) {
      if (!PLAIN.matcher(name).matches()) {
        throw new MalformedLineageException(where + "a name that is no plain text");
      }
    }
  }

  /** A member that is either true or false, if it is there. */
  void requireFlag(String name) throws MalformedLineageException {
    if (object.has(name) && object.findBoolean(name).isEmpty()) {
      throw refused(name, "is true or false");
    }
  }

  String text(String name) throws MalformedLineageException {
    return findText(name).orElseThrow(() -> refused(name, "is there"));
  }

  Optional<String> findText(String name) throws MalformedLineageException {
    Optional<JsonValue> value = object.find(name);
    return value.isEmpty() ? Optional.empty() : Optional.of(plain(name, value.get()));
  }

  List<String> texts(String name) throws MalformedLineageException {
    List<String> texts = new ArrayList<>();
    for (JsonValue item : items(name)) {
      texts.add(plain(name, item));
    }
    return texts;
  }

  List<JsonObject> objects(String name) throws MalformedLineageException {
    List<JsonObject> objects = new ArrayList<>();
    for (JsonValue item : items(name)) {
      if (!(item instanceof JsonObject one)) {
        throw refused(name, "is a list of objects");
      }
      objects.add(one);
    }
    return objects;
  }

  private List<JsonValue> items(String name) throws MalformedLineageException {
    Optional<JsonValue> value = object.find(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof JsonArray array) {
      return array.items();
    }
    throw refused(name, "is a list");
  }

  OptionalLong findNumber(String name) throws MalformedLineageException {
    Optional<JsonValue> value = object.find(name);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    if (value.get() instanceof JsonInteger number && number.value() >= 0) {
      return OptionalLong.of(number.value());
    }
    throw refused(name, "is a whole number from 0 on");
  }

  long number(String name) throws MalformedLineageException {
    return findNumber(name).orElseThrow(() -> refused(name, "is there"));
  }

  Optional<JsonObject> findObject(String name) throws MalformedLineageException {
    Optional<JsonValue> value = object.find(name);
    if (value.isPresent() && !(value.get() instanceof JsonObject)) {
      throw refused(name, "is an object");
    }
    return value.map(JsonObject.class::cast);
  }

  private String plain(String name, JsonValue value) throws MalformedLineageException {
    if (value instanceof JsonString text && PLAIN.matcher(text.value()).matches()) {
      return text.value();
    }
    throw refused(name, "is a text of letters, digits and . _ : / -, at most 200");
  }

  MalformedLineageException refused(String name, String rule) {
    return new MalformedLineageException(where + name + " " + rule);
  }
}
