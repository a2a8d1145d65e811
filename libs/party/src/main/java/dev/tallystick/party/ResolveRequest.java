package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.ResolveTerms;

/**
 * A party asks the data vault for the tokens of people, and says what for; the audience is {@code
 * data-vault}. The identifiers travel beside it, never in it.
 */
public record ResolveRequest(Claims claims, String purpose) implements Statement {
  /** Refuses what no request says. */
  public ResolveRequest {
    Form.CODE.require("purpose", purpose);
  }

  /**
   * Reads a request; if no exception is thrown, the expected party has signed it, for the expected
   * audience and time.
   */
  public static ResolveRequest verify(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return StatementText.verify(StatementType.RESOLVE, jws, keys, expected, ResolveRequest::read);
  }

  private static ResolveRequest read(Claims claims, JsonObject content) {
    ResolveTerms said = ResolveTerms.read(content);
    return new ResolveRequest(claims, said.purpose());
  }

  @Override
  public StatementType type() {
    return StatementType.RESOLVE;
  }

  @Override
  public JsonObject content() {
    return new ResolveTerms(purpose).toJson();
  }
}
