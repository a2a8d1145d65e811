package dev.tallystick.events.document;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.Base64Url;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the members of an object, best in the order of their names. For generated code. */
public final class DataWriter {
  /** The order of a set of texts. */
  public static final Comparator<String> SORTED = Comparator.naturalOrder();

  private final JsonObject.Builder builder = JsonObject.builder();

  public JsonObject object() {
    return builder.build();
  }

  public void requiredText(String name, String value) {
    builder.put(name, value);
  }

  public <T> void requiredText(String name, T value, Function<T, String> print) {
    builder.put(name, print.apply(value));
  }

  public void optionalText(String name, Optional<String> value) {
    builder.putIfPresent(name, value);
  }

  public <T> void optionalText(String name, Optional<T> value, Function<T, String> print) {
    builder.putIfPresent(name, value.map(print));
  }

  public void requiredInteger(String name, long value) {
    builder.put(name, value);
  }

  public void optionalInteger(String name, OptionalLong value) {
    value.ifPresent(there -> builder.put(name, there));
  }

  public void requiredFlag(String name, boolean value) {
    builder.put(name, value);
  }

  public void optionalFlag(String name, Optional<Boolean> value) {
    value.ifPresent(there -> builder.put(name, there.booleanValue()));
  }

  public <T> void requiredObject(String name, T value, Function<T, JsonObject> print) {
    builder.put(name, print.apply(value));
  }

  public <T> void optionalObject(String name, Optional<T> value, Function<T, JsonObject> print) {
    value.ifPresent(there -> builder.put(name, print.apply(there)));
  }

  public void requiredTexts(String name, List<String> values) {
    builder.put(name, JsonArray.ofStrings(values));
  }

  public void requiredTexts(String name, List<String> values, Comparator<String> order) {
    builder.put(name, JsonArray.ofStrings(values.stream().sorted(order).toList()));
  }

  public <T> void requiredTexts(String name, List<T> values, Function<T, String> print) {
    requiredTexts(name, values.stream().map(print).toList());
  }

  public <T> void requiredTexts(
      String name, List<T> values, Function<T, String> print, Comparator<String> order) {
    requiredTexts(name, values.stream().map(print).toList(), order);
  }

  public void optionalTexts(String name, List<String> values) {
    if (!values.isEmpty()) {
      requiredTexts(name, values);
    }
  }

  public void optionalTexts(String name, List<String> values, Comparator<String> order) {
    if (!values.isEmpty()) {
      requiredTexts(name, values, order);
    }
  }

  public <T> void optionalTexts(String name, List<T> values, Function<T, String> print) {
    if (!values.isEmpty()) {
      requiredTexts(name, values, print);
    }
  }

  public <T> void optionalTexts(
      String name, List<T> values, Function<T, String> print, Comparator<String> order) {
    if (!values.isEmpty()) {
      requiredTexts(name, values, print, order);
    }
  }

  /** The objects of a set stand in the order of their members {@code keys}. */
  public <T> void requiredObjects(
      String name, List<T> values, Function<T, JsonObject> print, String... keys) {
    List<JsonObject> items = new ArrayList<>(values.size());
    values.forEach(value -> items.add(print.apply(value)));
    if (keys.length > 0) {
      items.sort((a, b) -> compare(a, b, keys));
    }
    builder.put(name, JsonArray.of(items));
  }

  public <T> void optionalObjects(
      String name, List<T> values, Function<T, JsonObject> print, String... keys) {
    if (!values.isEmpty()) {
      requiredObjects(name, values, print, keys);
    }
  }

  private static int compare(JsonObject left, JsonObject right, String[] keys) {
    int order = 0;
    for (int i = 0; order == 0 && i < keys.length; i++) {
      order = compare(left.valueOrNull(keys[i]), right.valueOrNull(keys[i]));
    }
    return order;
  }

  private static int compare(@Nullable JsonValue left, @Nullable JsonValue right) {
    if (left instanceof JsonString a && right instanceof JsonString b) {
      return a.value().compareTo(b.value());
    }
    if (left instanceof JsonInteger a && right instanceof JsonInteger b) {
      return Long.compare(a.value(), b.value());
    }
    throw new IllegalArgumentException("a set is ordered by members that are always there");
  }

  public static String instant(Instant instant) {
    return Timestamps.format(instant.toEpochMilli());
  }

  /** The text of 32 random bytes. */
  public static String salt(Hash salt) {
    return Base64Url.encode(salt.toByteArray());
  }

  /** The time that is left of an instant when it is written. */
  public static Instant millis(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }
}
