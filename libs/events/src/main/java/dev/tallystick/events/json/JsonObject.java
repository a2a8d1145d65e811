package dev.tallystick.events.json;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Named values, kept in canonical order: names ascending by UTF-16 code units (RFC 8785 §3.2.3), no
 * name twice.
 *
 * <p>The {@code find…} methods are for what may be absent and refuse nothing; the {@code get…}
 * methods are for documents that have been checked, and throw {@link NoSuchElementException} when a
 * member is absent or of another kind.
 */
public final class JsonObject implements JsonValue {
  public static final JsonObject EMPTY = new JsonObject(new String[0], new JsonValue[0]);

  private final String[] names;
  private final JsonValue[] values;

  private JsonObject(String[] names, JsonValue[] values) {
    this.names = names;
    this.values = values;
  }

  /** For the parser, which gives both arrays away: names ascending and unique, one value a name. */
  static JsonObject takeOwnershipOf(String[] names, JsonValue[] values) {
    return new JsonObject(names, values);
  }

  public static JsonObject of(Map<String, ? extends JsonValue> members) {
    Builder builder = builder();
    members.forEach(builder::put);
    return builder.build();
  }

  public static Builder builder() {
    return new Builder();
  }

  public int size() {
    return names.length;
  }

  public boolean has(String name) {
    return indexOf(name) >= 0;
  }

  public Optional<JsonValue> find(String name) {
    return Optional.ofNullable(valueOrNull(name));
  }

  public Optional<String> findString(String name) {
    return find(name, JsonString.class).map(JsonString::value);
  }

  public Optional<Long> findInteger(String name) {
    return find(name, JsonInteger.class).map(JsonInteger::value);
  }

  public Optional<Boolean> findBoolean(String name) {
    return find(name, JsonBoolean.class).map(JsonBoolean::value);
  }

  public Optional<JsonObject> findObject(String name) {
    return find(name, JsonObject.class);
  }

  public Optional<JsonArray> findArray(String name) {
    return find(name, JsonArray.class);
  }

  public String getString(String name) {
    return findString(name).orElseThrow(() -> missing("string"));
  }

  public long getInteger(String name) {
    return findInteger(name).orElseThrow(() -> missing("integer"));
  }

  public boolean getBoolean(String name) {
    return findBoolean(name).orElseThrow(() -> missing("boolean"));
  }

  public JsonObject getObject(String name) {
    return findObject(name).orElseThrow(() -> missing("object"));
  }

  public JsonArray getArray(String name) {
    return findArray(name).orElseThrow(() -> missing("array"));
  }

  /** The names in canonical order. */
  public List<String> names() {
    return Collections.unmodifiableList(Arrays.asList(names));
  }

  /** A copy of the members, in canonical order. */
  public Map<String, JsonValue> members() {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    forEach(members::put);
    return Collections.unmodifiableMap(members);
  }

  /**
   * The members of both objects.
   *
   * @throws IllegalArgumentException if both have a member of the same name
   */
  public JsonObject with(JsonObject more) {
    Builder both = builder();
    forEach(both::put);
    more.forEach(both::put);
    return both.build();
  }

  /** The members of these names, as far as they are there. */
  public JsonObject only(Set<String> wanted) {
    return filter(wanted::contains);
  }

  /** The members of other names. */
  public JsonObject without(Set<String> unwanted) {
    return filter(name -> !unwanted.contains(name));
  }

  private JsonObject filter(Predicate<String> wanted) {
    Builder some = builder();
    forEach(
        (name, value) -> {
          if (wanted.test(name)) {
            some.put(name, value);
          }
        });
    return some.build();
  }

  /** Calls with each member, in canonical order. */
  public void forEach(BiConsumer<? super String, ? super JsonValue> action) {
    for (int i = 0; i < names.length; i++) {
      action.accept(names[i], values[i]);
    }
  }

  public String nameAt(int index) {
    return names[index];
  }

  public JsonValue valueAt(int index) {
    return values[index];
  }

  public @Nullable JsonValue valueOrNull(String name) {
    int index = indexOf(name);
    return index >= 0 ? values[index] : null;
  }

  private int indexOf(String name) {
    return Arrays.binarySearch(names, name);
  }

  private <T extends JsonValue> Optional<T> find(String name, Class<T> kind) {
    JsonValue value = valueOrNull(name);
    return kind.isInstance(value) ? Optional.of(kind.cast(value)) : Optional.empty();
  }

  private static NoSuchElementException missing(String kind) {
    return new NoSuchElementException("no such member of kind " + kind);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonObject that
        && Arrays.equals(names, that.names)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "JsonObject[" + names.length + " members]";
  }

  /** Collects the members of an object, in any order. Not thread-safe. */
  public static final class Builder {
    private String[] names = new String[16];
    private JsonValue[] values = new JsonValue[16];
    private int size;

    private Builder() {}

    /**
     * Adds a member.
     *
     * @throws IllegalArgumentException if the name is there already, or is no string of the data
     *     model
     */
    public Builder put(String name, JsonValue value) {
      boolean last = size == 0 || names[size - 1].compareTo(name) < 0;
      int found = last ? -1 - size : Arrays.binarySearch(names, 0, size, name);
      if (found >= 0) {
        throw new IllegalArgumentException("a member name occurs twice");
      }
      insert(-1 - found, JsonString.of(name).value(), value);
      return this;
    }

    /** Kept in order: members are few, and mostly come so. */
    private void insert(int at, String name, JsonValue value) {
      if (size == names.length) {
        names = Arrays.copyOf(names, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      System.arraycopy(names, at, names, at + 1, size - at);
      System.arraycopy(values, at, values, at + 1, size - at);
      names[at] = name;
      values[at] = value;
      size++;
    }

    public Builder put(String name, String value) {
      return put(name, JsonString.of(value));
    }

    public Builder put(String name, long value) {
      return put(name, new JsonInteger(value));
    }

    public Builder put(String name, boolean value) {
      return put(name, JsonBoolean.of(value));
    }

    /** Adds a member unless the value is absent. */
    public Builder putIfPresent(String name, Optional<String> value) {
      value.ifPresent(present -> put(name, present));
      return this;
    }

    public JsonObject build() {
      return new JsonObject(Arrays.copyOf(names, size), Arrays.copyOf(values, size));
    }
  }
}
