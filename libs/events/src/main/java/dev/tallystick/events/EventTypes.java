package dev.tallystick.events;

import dev.tallystick.events.EventTypeSource.Common;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types of events there are, read once from the registry files beside this class.
 *
 * <p>A type that is not here is unknown to this release: the log refuses it, a verifier cannot
 * tell.
 */
public final class EventTypes {
  static final String PREFIX = "dev.tallystick.";
  static final String SUFFIX = ".v1";

  private static final List<String> GROUPS =
      List.of("governance", "consent", "records", "exchange", "rights", "oversight", "ledger");

  private static final Common COMMON = Common.parse(read("common"));
  private static final List<EventType> ALL = load();
  private static final Map<String, EventType> BY_NAME = new HashMap<>();
  private static final Map<Integer, EventType> BY_CODE = new HashMap<>();

  static {
    for (EventType type : ALL) {
      if (BY_NAME.put(type.name(), type) != null || BY_CODE.put(type.code(), type) != null) {
        throw new IllegalArgumentException("a type or its code occurs twice: " + type);
      }
    }
  }

  private EventTypes() {}

  /** The type of this name on the wire, such as {@code dev.tallystick.data.released.v1}. */
  public static Optional<EventType> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The type with this {@link EventType#code()}. */
  public static Optional<EventType> findByCode(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /**
   * The type of this name in prose, such as {@code data.released}, for code that knows it exists.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static EventType get(String shortName) {
    return find(PREFIX + shortName + SUFFIX)
        .orElseThrow(() -> new IllegalArgumentException("no event type: " + shortName));
  }

  /** All types, by code. */
  public static List<EventType> all() {
    return ALL;
  }

  static Common common() {
    return COMMON;
  }

  private static List<EventType> load() {
    List<EventType> types = new ArrayList<>();
    for (String group : GROUPS) {
      for (JsonValue json : read(group).getArray("types").items()) {
        types.add(new EventType(new EventTypeSource((JsonObject) json, COMMON)));
      }
    }
    return List.copyOf(types);
  }

  private static JsonObject read(String group) {
    String resource = "types/" + group + ".json";
    try (InputStream in = EventTypes.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the registry file is missing: " + resource);
      }
      return (JsonObject) CanonicalJson.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("the registry file is malformed: " + resource, e);
    }
  }
}
