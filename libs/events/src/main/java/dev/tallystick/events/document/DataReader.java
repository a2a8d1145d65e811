package dev.tallystick.events.document;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.Base64Url;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.tlog.Hash;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of an object in the order of their names: one walk along the object finds them
 * all. Members that nobody asks for are passed over, and refused by {@link #end} where a document
 * is closed. For generated code.
 */
public final class DataReader {
  private static final int DATE_LENGTH = 10;

  private final String record;
  private final JsonObject object;
  private int next;
  private boolean passedOver;

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
      passedOver = true;
      next++;
    }
    return null;
  }

  /** Refuses members that nobody has asked for. */
  public void end() {
    if (passedOver || next < object.size()) {
      throw invalid("", "has only the members that are defined for it");
    }
  }

  private IllegalMemberException invalid(String name, String rule) {
    return IllegalMemberException.of(record, name, rule);
  }

  private JsonValue required(String name) {
    JsonValue value = find(name);
    if (value == null) {
      throw invalid(name, IllegalMemberException.MISSING);
    }
    return value;
  }

  private String text(String name, JsonValue value) {
    if (value instanceof JsonString text) {
      return text.value();
    }
    throw invalid(name, "is a string");
  }

  private long integer(String name, JsonValue value) {
    if (value instanceof JsonInteger integer) {
      return integer.value();
    }
    throw invalid(name, "is an integer");
  }

  private boolean flag(String name, JsonValue value) {
    if (value instanceof JsonBoolean flag) {
      return flag.value();
    }
    throw invalid(name, "is true or false");
  }

  private <T> T parse(String name, JsonValue value, Function<String, T> parse) {
    String text = text(name, value);
    try {
      return parse.apply(text);
    } catch (IllegalMemberException e) {
      throw e.below(record, name);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw invalid(name, "has the form of its kind");
    }
  }

  private <T> T read(String name, JsonValue value, Function<JsonObject, T> read) {
    if (!(value instanceof JsonObject member)) {
      throw invalid(name, "is an object");
    }
    try {
      return read.apply(member);
    } catch (IllegalMemberException e) {
      throw e.below(record, name);
    }
  }

  public String requiredText(String name) {
    return text(name, required(name));
  }

  public <T> T requiredText(String name, Function<String, T> parse) {
    return parse(name, required(name), parse);
  }

  public Optional<String> optionalText(String name) {
    JsonValue value = find(name);
    return value == null ? Optional.empty() : Optional.of(text(name, value));
  }

  public <T> Optional<T> optionalText(String name, Function<String, T> parse) {
    JsonValue value = find(name);
    return value == null ? Optional.empty() : Optional.of(parse(name, value, parse));
  }

  public long requiredInteger(String name) {
    return integer(name, required(name));
  }

  /** An integer from {@code least} to {@code most}. */
  public long requiredInteger(String name, long least, long most) {
    return within(name, requiredInteger(name), least, most);
  }

  public OptionalLong optionalInteger(String name) {
    JsonValue value = find(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(integer(name, value));
  }

  /** An integer from {@code least} to {@code most}, if it is there. */
  public OptionalLong optionalInteger(String name, long least, long most) {
    OptionalLong value = optionalInteger(name);
    value.ifPresent(there -> within(name, there, least, most));
    return value;
  }

  private long within(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw invalid(
          name, "is an integer from " + least + (most == JsonInteger.MAX ? "" : " to " + most));
    }
    return value;
  }

  public boolean requiredFlag(String name) {
    return flag(name, required(name));
  }

  public Optional<Boolean> optionalFlag(String name) {
    JsonValue value = find(name);
    return value == null ? Optional.empty() : Optional.of(flag(name, value));
  }

  public <T> T requiredObject(String name, Function<JsonObject, T> parse) {
    return read(name, required(name), parse);
  }

  public <T> Optional<T> optionalObject(String name, Function<JsonObject, T> parse) {
    JsonValue value = find(name);
    return value == null ? Optional.empty() : Optional.of(read(name, value, parse));
  }

  public List<String> requiredTexts(String name) {
    return requiredTexts(name, Function.identity());
  }

  public <T> List<T> requiredTexts(String name, Function<String, T> parse) {
    return texts(name, required(name), parse);
  }

  public List<String> optionalTexts(String name) {
    return optionalTexts(name, Function.identity());
  }

  /** The items, none if the member is absent. */
  public <T> List<T> optionalTexts(String name, Function<String, T> parse) {
    JsonValue value = find(name);
    return value == null ? List.of() : texts(name, value, parse);
  }

  private <T> List<T> texts(String name, JsonValue value, Function<String, T> parse) {
    JsonArray array = array(name, value);
    List<T> items = new ArrayList<>(array.size());
    for (JsonValue item : array.items()) {
      items.add(parse(name + "[" + items.size() + "]", item, parse));
    }
    return items;
  }

  public <T> List<T> requiredObjects(String name, Function<JsonObject, T> parse) {
    return objects(name, required(name), parse);
  }

  /** The items, none if the member is absent. */
  public <T> List<T> optionalObjects(String name, Function<JsonObject, T> parse) {
    JsonValue value = find(name);
    return value == null ? List.of() : objects(name, value, parse);
  }

  private <T> List<T> objects(String name, JsonValue value, Function<JsonObject, T> parse) {
    JsonArray array = array(name, value);
    List<T> items = new ArrayList<>(array.size());
    for (JsonValue item : array.items()) {
      items.add(read(name + "[" + items.size() + "]", item, parse));
    }
    return items;
  }

  private JsonArray array(String name, JsonValue value) {
    if (value instanceof JsonArray array) {
      return array;
    }
    throw invalid(name, "is an array");
  }

  /** Refuses an empty list that is there: a closed document leaves it out. */
  public <T> List<T> leftOutIfEmpty(String name, List<T> items) {
    if (items.isEmpty() && object.has(name)) {
      throw invalid(name, "is left out when there are none");
    }
    return items;
  }

  /** Refuses what is not sorted, or holds something twice. */
  public <T extends Comparable<? super T>> List<T> sorted(String name, List<T> items) {
    for (int i = 1; i < items.size(); i++) {
      if (items.get(i - 1).compareTo(items.get(i)) >= 0) {
        throw invalid(name, "is sorted and holds nothing twice");
      }
    }
    return items;
  }

  public static Instant instant(String text) {
    OptionalLong millis = Timestamps.parse(text);
    if (millis.isEmpty()) {
      throw IllegalMemberException.ofText("is a real time written YYYY-MM-DDTHH:mm:ss.SSSZ");
    }
    return Instant.ofEpochMilli(millis.getAsLong());
  }

  public static LocalDate date(String text) {
    try {
      if (text.length() == DATE_LENGTH) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException e) {
      // Told below, like a date of another length.
    }
    throw IllegalMemberException.ofText("is a real date written YYYY-MM-DD");
  }

  public static Hash hash(String hex) {
    try {
      return Hash.fromHex(hex);
    } catch (IllegalArgumentException e) {
      throw IllegalMemberException.ofText("is 64 lower-case hex digits");
    }
  }

  public static Hash hash64(String base64) {
    try {
      return Hash.fromBase64(base64);
    } catch (IllegalArgumentException e) {
      throw IllegalMemberException.ofText("is 32 bytes in base64");
    }
  }

  /** 32 random bytes. */
  public static Hash salt(String base64Url) {
    byte[] bytes = Base64Url.decode32(base64Url);
    if (bytes == null) {
      throw IllegalMemberException.ofText("is 32 bytes in base64url without padding");
    }
    return Hash.takeOwnershipOf(bytes);
  }

  /** What a builder was given. */
  public static <T> T set(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("not set: " + name);
    }
    return value;
  }
}
