package dev.tallystick.events;

import dev.tallystick.events.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of an event as read: its value and its canonical bytes, or neither if the event does not
 * have it.
 */
final class EventPart {
  static final EventPart ABSENT = new EventPart(null, new byte[0]);

  private final @Nullable JsonObject value;
  private final byte[] canonical;

  private EventPart(@Nullable JsonObject value, byte[] canonical) {
    this.value = value;
    this.canonical = canonical;
  }

  /** The caller gives the bytes away. */
  static EventPart takeOwnershipOf(JsonObject value, byte[] canonical) {
    return new EventPart(value, canonical);
  }

  Optional<JsonObject> value() {
    return Optional.ofNullable(value);
  }

  @Nullable JsonObject valueOrNull() {
    return value;
  }

  /** The canonical bytes, shared and not to be written to; none if the part is absent. */
  byte[] canonical() {
    return canonical;
  }
}
