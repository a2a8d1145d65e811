package dev.tallystick.audit.decision;

/** The decision that a release carries does not permit it; says which field and which rule. */
public final class InvalidDecisionException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String field;
  private final String rule;

  InvalidDecisionException(String field, String rule) {
    super(field + ": " + rule);
    this.field = field;
    this.rule = rule;
  }

  /** The field of the event that is refused, such as {@code body.data.to}. */
  public String field() {
    return field;
  }

  /** The rule that it breaks; holds no value of the event. */
  public String rule() {
    return rule;
  }
}
