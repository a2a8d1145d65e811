package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.StopOutcome;

/**
 * A holder says what it did about a stop notice; the audience is {@code consent-service}.
 *
 * @param notification the notice that it answers
 * @param answer {@code DONE}, {@code NOT_HELD} or {@code REFUSED}
 */
public record StopAnswer(Claims claims, String notification, String answer) implements Statement {
  /** Refuses what is no answer. */
  public StopAnswer {
    Form.NOTIFICATION.require("notification", notification);
    Form.ANSWER.require("answer", answer);
  }

  /**
   * Reads an answer; if no exception is thrown, the expected party has signed it, for the expected
   * audience and time.
   */
  public static StopAnswer verify(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return StatementText.verify(StatementType.STOP_ANSWER, jws, keys, expected, StopAnswer::read);
  }

  private static StopAnswer read(Claims claims, JsonObject content) {
    StopOutcome said = StopOutcome.read(content);
    return new StopAnswer(claims, said.notification(), said.answer());
  }

  @Override
  public StatementType type() {
    return StatementType.STOP_ANSWER;
  }

  @Override
  public JsonObject content() {
    return new StopOutcome(notification, answer).toJson();
  }
}
