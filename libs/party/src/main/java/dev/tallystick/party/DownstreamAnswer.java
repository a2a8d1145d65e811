package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.DownstreamOutcome;
import java.util.Optional;

/**
 * A recipient says what it did about a change in what it once received. The audience is {@code
 * data-vault}.
 *
 * @param notification which message it answers
 * @param answer {@code DONE}, {@code NOT_HELD} or {@code REFUSED}
 * @param reason why not, when it is refused
 */
public record DownstreamAnswer(
    Claims claims, String notification, String answer, Optional<String> reason)
    implements Statement {
  private static final String REFUSED = "REFUSED";
  private static final int LONGEST_REASON = 500;

  /** Refuses what no answer says. */
  public DownstreamAnswer {
    Form.NOTIFICATION.require("notification", notification);
    Form.DOWNSTREAM_ANSWER.require("answer", answer);
    if (answer.equals(REFUSED) != reason.isPresent()) {
      throw new IllegalFieldException("reason", "stands with REFUSED, and only there");
    }
    reason.ifPresent(
        text -> {
          if (text.isBlank() || text.length() > LONGEST_REASON) {
            throw new IllegalFieldException("reason", "is 1 to 500 characters");
          }
        });
  }

  /**
   * Reads an answer; if no exception is thrown, the expected party has signed it, for the expected
   * audience and time.
   */
  public static DownstreamAnswer verify(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return StatementText.verify(
        StatementType.DOWNSTREAM_ANSWER, jws, keys, expected, DownstreamAnswer::read);
  }

  private static DownstreamAnswer read(Claims claims, JsonObject content) {
    DownstreamOutcome said = DownstreamOutcome.read(content);
    return new DownstreamAnswer(claims, said.notification(), said.answer(), said.reason());
  }

  @Override
  public StatementType type() {
    return StatementType.DOWNSTREAM_ANSWER;
  }

  @Override
  public JsonObject content() {
    return new DownstreamOutcome(notification, answer, reason).toJson();
  }
}
