package dev.tallystick.importing.mapping;

/**
 * A row cannot be read as the mapping says. Names a column and a rule, never a value; common in
 * real files, so it has no stack trace.
 */
public final class RowRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String column;

  /** A refusal because of a column. */
  public RowRefusedException(String code, String column) {
    super(code + " " + column, null, false, false);
    this.code = code;
    this.column = column;
  }

  /** Why, such as {@code VALUE_MISSING}. */
  public String code() {
    return code;
  }

  /** Which column. */
  public String column() {
    return column;
  }
}
