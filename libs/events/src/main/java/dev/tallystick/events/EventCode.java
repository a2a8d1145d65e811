package dev.tallystick.events;

/** Why an event is refused before it reaches the log. The names are API: listed, never renamed. */
public enum EventCode {
  /** The text is not one well-formed JSON object in UTF-8. */
  MALFORMED_JSON,
  /**
   * The JSON is well formed but holds a value outside the data model, such as a fraction, a null or
   * an empty array.
   */
  NOT_CANONICAL_VALUE,
  /** The type named in the stub is not one that this release knows. */
  UNKNOWN_TYPE,
  /** An object holds a member that its type does not define. */
  UNKNOWN_FIELD,
  /** A member that must be there is not. */
  FIELD_MISSING,
  /** A member is there and breaks its rule. */
  FIELD_INVALID,
  /** The parts are longer than 64 KiB together, or the request is longer than its limit. */
  EVENT_TOO_LARGE,
  /** The event id is not a lower-case UUIDv7. */
  EVENT_ID_INVALID
}
