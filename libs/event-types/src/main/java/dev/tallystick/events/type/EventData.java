package dev.tallystick.events.type;

import dev.tallystick.events.EventType;
import dev.tallystick.events.json.JsonObject;

/** The data of an event as a record; there is one for each event type. */
public interface EventData {
  /** The type whose data this is. */
  EventType eventType();

  /** The data as JSON: all that is there, sets in their order. Not checked against the registry. */
  JsonObject toJson();
}
