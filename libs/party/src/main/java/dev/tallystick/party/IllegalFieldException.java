package dev.tallystick.party;

/** A value that no statement or payload has; told to the caller with its place. */
final class IllegalFieldException extends IllegalArgumentException {
  private final String field;
  private final String rule;

  IllegalFieldException(String field, String rule) {
    super(field.isEmpty() ? rule : field + " " + rule);
    this.field = field;
    this.rule = rule;
  }

  String field() {
    return field;
  }

  String rule() {
    return rule;
  }
}
