package dev.tallystick.party;

import java.util.Optional;

/**
 * A signed statement does not hold. The message names the rule that it breaks and where, never its
 * content.
 */
public final class InvalidStatementException extends Exception {
  private final StatementRefusal refusal;
  private final String field;
  private final String rule;

  /** A refusal of the member {@code field}; of the whole statement if that is empty. */
  public InvalidStatementException(StatementRefusal refusal, String field, String rule) {
    super(field.isEmpty() ? "the statement " + rule : field + " " + rule);
    this.refusal = refusal;
    this.field = field;
    this.rule = rule;
  }

  /** The reason, with its code and status. */
  public StatementRefusal refusal() {
    return refusal;
  }

  /** The member that is not as it must be, if it is one member. */
  public Optional<String> field() {
    return field.isEmpty() ? Optional.empty() : Optional.of(field);
  }

  /** What the member, or the statement, must be. */
  public String rule() {
    return rule;
  }
}
