package dev.tallystick.rules;

/** The question is not one that can be decided; nobody is refused anything by it. */
public final class InvalidRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String rule;

  InvalidRequestException(String field, String rule) {
    super(field + " " + rule);
    this.field = field;
    this.rule = rule;
  }

  /** The member that is not as it must be. */
  public String field() {
    return field;
  }

  /** What it must be; never shows the value. */
  public String rule() {
    return rule;
  }
}
