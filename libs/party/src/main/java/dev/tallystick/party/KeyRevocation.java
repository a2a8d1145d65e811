package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.RevokedKey;

/**
 * A party says that one of its keys is good for nothing any more; the audience is {@code
 * consent-service}. Any valid signing key of the party signs it, the one in question too.
 *
 * @param thumbprint the key's JWK thumbprint (RFC 7638)
 * @param reason {@code COMPROMISED}, {@code RETIRED} or {@code ROTATED}
 */
public record KeyRevocation(Claims claims, String party, String thumbprint, String reason)
    implements Statement {
  /** Refuses what no party says, and what one says about another's key. */
  public KeyRevocation {
    Form.PARTY.require("party", party);
    Form.THUMBPRINT.require("thumbprint", thumbprint);
    Form.REVOCATION_REASON.require("reason", reason);
    if (!claims.issuer().equals(party)) {
      throw new IllegalFieldException("party", "is the issuer");
    }
  }

  /**
   * Reads a statement; if no exception is thrown, one of {@code keys} has signed it, for the
   * expected party, audience and time.
   */
  public static KeyRevocation verify(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return StatementText.verify(
        StatementType.KEY_REVOCATION, jws, keys, expected, KeyRevocation::read);
  }

  private static KeyRevocation read(Claims claims, JsonObject content) {
    RevokedKey said = RevokedKey.read(content);
    return new KeyRevocation(claims, said.party(), said.thumbprint(), said.reason());
  }

  @Override
  public StatementType type() {
    return StatementType.KEY_REVOCATION;
  }

  @Override
  public JsonObject content() {
    return new RevokedKey(party, thumbprint, reason).toJson();
  }
}
