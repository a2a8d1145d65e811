package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.tlog.Hash;

/**
 * A party signs an agreement on data; the audience is {@code consent-service}. Both parties sign
 * the same members.
 *
 * @param textHash SHA-256 of the agreement's text
 */
public record AgreementSignature(
    Claims claims, String agreement, Hash textHash, String provider, String receiver)
    implements Statement {
  /** Refuses what no agreement says, and a signature of a stranger to it. */
  public AgreementSignature {
    Form.AGREEMENT.require("agreement", agreement);
    Form.PARTY.require("provider", provider);
    Form.PARTY.require("receiver", receiver);
    if (!claims.issuer().equals(provider) && !claims.issuer().equals(receiver)) {
      throw new IllegalFieldException("iss", "is the provider or the receiver");
    }
  }

  /**
   * Reads a signature; if no exception is thrown, the expected party has signed it, for the
   * expected audience and time.
   */
  public static AgreementSignature verify(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return StatementText.verify(
        StatementType.AGREEMENT,
        jws,
        keys,
        expected,
        (claims, members) ->
            new AgreementSignature(
                claims,
                members.text("agreement"),
                members.hash("textHash"),
                members.text("provider"),
                members.text("receiver")));
  }

  @Override
  public StatementType type() {
    return StatementType.AGREEMENT;
  }

  @Override
  public JsonObject toJson() {
    return claims
        .toJson()
        .put("agreement", agreement)
        .put("textHash", textHash.hex())
        .put("provider", provider)
        .put("receiver", receiver)
        .build();
  }
}
