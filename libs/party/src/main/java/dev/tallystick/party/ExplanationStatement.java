package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.ExplanationWords;

/**
 * A party says why it decided as it did about a person who has asked (R48); the audience is {@code
 * consent-service}. The signed text is personal data: the log has its digest alone.
 *
 * @param right the request that it answers
 * @param text as the person reads it, 1 to 1,000 characters; of control characters it has ends of
 *     lines alone
 */
public record ExplanationStatement(Claims claims, String right, String text) implements Statement {
  private static final int LONGEST = 1_000;

  /** Refuses what explains nothing. */
  public ExplanationStatement {
    Form.RIGHT.require("right", right);
    if (!isText(text)) {
      throw new IllegalFieldException("text", "is 1 to 1000 characters, and not blank");
    }
  }

  /** Whether a statement can hold this text. */
  public static boolean isText(String text) {
    boolean isPlain =
        text.codePoints().noneMatch(each -> Character.isISOControl(each) && each != '\n');
    if (text.isBlank() || text.length() > LONGEST || !isPlain) {
      return false;
    }
    try {
      JsonString unused = JsonString.of(text);
      return true;
    } catch (IllegalArgumentException e) {
      // Half a character: not every reader writes it alike.
      return false;
    }
  }

  /**
   * Reads an explanation; if no exception is thrown, the expected party has signed it, for the
   * expected audience and time.
   */
  public static ExplanationStatement verify(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return StatementText.verify(
        StatementType.EXPLANATION, jws, keys, expected, ExplanationStatement::read);
  }

  /**
   * The text of a statement, unverified: of one that was verified when it was taken.
   *
   * @throws InvalidStatementException if it is no such statement
   */
  public static String claimedText(String jws) throws InvalidStatementException {
    return StatementText.parse(jws)
        .payload()
        .findString("text")
        .orElseThrow(
            () ->
                new InvalidStatementException(
                    StatementRefusal.REQUEST_MALFORMED, "text", "must be there"));
  }

  private static ExplanationStatement read(Claims claims, JsonObject content) {
    ExplanationWords said = ExplanationWords.read(content);
    return new ExplanationStatement(claims, said.right(), said.text());
  }

  @Override
  public StatementType type() {
    return StatementType.EXPLANATION;
  }

  @Override
  public JsonObject content() {
    return new ExplanationWords(right, text).toJson();
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "ExplanationStatement[" + right + "]";
  }
}
