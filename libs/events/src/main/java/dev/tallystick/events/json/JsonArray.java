package dev.tallystick.events.json;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A list of values.
 *
 * <p>An event's arrays hold 1 to {@value #MAX_EVENT_ITEMS} items, which {@link CanonicalJson}
 * checks on reading and on writing; the arrays of other messages may be empty or longer.
 */
public final class JsonArray implements JsonValue {
  public static final int MAX_EVENT_ITEMS = 256;

  private final List<JsonValue> items;

  private JsonArray(List<JsonValue> items) {
    this.items = items;
  }

  public static JsonArray of(List<? extends JsonValue> items) {
    return new JsonArray(List.copyOf(items));
  }

  public static JsonArray ofStrings(List<String> items) {
    return of(items.stream().map(JsonString::of).toList());
  }

  /** For the parser, which gives the array away. */
  static JsonArray takeOwnershipOf(JsonValue[] items) {
    return new JsonArray(Collections.unmodifiableList(Arrays.asList(items)));
  }

  public List<JsonValue> items() {
    return items;
  }

  public int size() {
    return items.size();
  }

  public JsonValue get(int index) {
    return items.get(index);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonArray that && items.equals(that.items);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }

  @Override
  public String toString() {
    return "JsonArray[" + items.size() + " items]";
  }
}
