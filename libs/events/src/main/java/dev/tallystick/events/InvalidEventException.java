package dev.tallystick.events;

/**
 * An event that breaks a rule of its form or its type.
 *
 * <p>Field and rule name what is wrong without showing it: neither holds a value of the event nor a
 * member name that the event invented. The field is a path like {@code stub.guards[2].key}, empty
 * for the event as a whole.
 */
public final class InvalidEventException extends Exception {
  private static final long serialVersionUID = 1L;

  private final EventCode code;
  private final String field;
  private final String rule;

  public InvalidEventException(EventCode code, String field, String rule) {
    super(code + (field.isEmpty() ? ": " : " at " + field + ": ") + rule);
    this.code = code;
    this.field = field;
    this.rule = rule;
  }

  public EventCode code() {
    return code;
  }

  public String field() {
    return field;
  }

  public String rule() {
    return rule;
  }
}
