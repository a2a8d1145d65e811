package dev.tallystick.events.document;

/**
 * A document that is not as it must be, or does not hold. Field and rule name what is wrong without
 * showing any content.
 */
public abstract class InvalidDocumentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String rule;

  /**
   * Names what is wrong.
   *
   * @param document what it is, such as {@code the receipt}; told where the field is empty
   */
  protected InvalidDocumentException(String document, String field, String rule) {
    super((field.isEmpty() ? document : field) + " " + rule);
    this.field = field;
    this.rule = rule;
  }

  /** The path below the document; empty for the document as a whole. */
  public final String field() {
    return field;
  }

  /** What must hold. */
  public final String rule() {
    return rule;
  }
}
