package dev.tallystick.events.usage;

/** Bytes that are not a usage answer; where and rule name what is wrong without showing content. */
public final class InvalidUsageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String rule;

  InvalidUsageException(String field, String rule) {
    super((field.isEmpty() ? "the answer" : field) + " " + rule);
    this.field = field;
    this.rule = rule;
  }

  /** The path below the answer; empty for the answer as a whole. */
  public String field() {
    return field;
  }

  public String rule() {
    return rule;
  }
}
