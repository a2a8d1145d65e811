package dev.tallystick.events.receipt;

/** JSON that is not an opening; field and rule name what is wrong without showing it. */
public final class MalformedOpeningException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String rule;

  MalformedOpeningException(String field, String rule) {
    super((field.isEmpty() ? "the opening" : field) + " " + rule);
    this.field = field;
    this.rule = rule;
  }

  /** The path below the opening; empty for the opening as a whole. */
  public String field() {
    return field;
  }

  public String rule() {
    return rule;
  }
}
