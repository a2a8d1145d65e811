package dev.tallystick.events.receipt;

/**
 * A receipt that is not one, or does not hold; field and rule name what is wrong without showing
 * any content.
 */
public final class InvalidReceiptException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String rule;

  InvalidReceiptException(String field, String rule) {
    super((field.isEmpty() ? "the receipt" : field) + " " + rule);
    this.field = field;
    this.rule = rule;
  }

  /** The path below the receipt; empty for the receipt as a whole. */
  public String field() {
    return field;
  }

  public String rule() {
    return rule;
  }
}
