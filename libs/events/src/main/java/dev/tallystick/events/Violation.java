package dev.tallystick.events;

/** A rule that a value breaks, and where: told upwards without an exception a level. */
record Violation(EventCode code, String field, String rule) {
  static Violation invalid(String rule) {
    return new Violation(EventCode.FIELD_INVALID, "", rule);
  }

  /** The same, seen from the object or array that holds the value. */
  Violation within(String parent) {
    String path =
        field.isEmpty() || field.startsWith("[") || parent.isEmpty()
            ? parent + field
            : parent + "." + field;
    return new Violation(code, path, rule);
  }

  InvalidEventException toException() {
    return new InvalidEventException(code, field, rule);
  }
}
