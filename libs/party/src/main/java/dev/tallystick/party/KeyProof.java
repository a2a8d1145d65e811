package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.ProvedKey;

/**
 * A party shows that a key is its own; the audience is {@code consent-service}. A signing key signs
 * for itself; an encryption key cannot, and is signed for by the party's registered signing key.
 * Signed by such a key, a proof also approves of another signing key of the party.
 *
 * @param use {@code SIGN} or {@code ENCRYPT}
 * @param thumbprint the key's JWK thumbprint (RFC 7638)
 */
public record KeyProof(Claims claims, String party, String use, String thumbprint)
    implements Statement {
  /** The use of a key that signs. */
  public static final String SIGN = "SIGN";

  /** The use of a key to which payloads are sealed. */
  public static final String ENCRYPT = "ENCRYPT";

  /** Refuses what no proof says, and a proof for another party. */
  public KeyProof {
    Form.PARTY.require("party", party);
    Form.KEY_USE.require("use", use);
    Form.THUMBPRINT.require("thumbprint", thumbprint);
    if (!claims.issuer().equals(party)) {
      throw new IllegalFieldException("party", "is the issuer");
    }
  }

  /**
   * Reads a proof; if no exception is thrown, one of {@code keys} has signed it, for the expected
   * party, audience and time.
   */
  public static KeyProof verify(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return StatementText.verify(StatementType.KEY_PROOF, jws, keys, expected, KeyProof::read);
  }

  private static KeyProof read(Claims claims, JsonObject content) {
    ProvedKey said = ProvedKey.read(content);
    return new KeyProof(claims, said.party(), said.use(), said.thumbprint());
  }

  @Override
  public StatementType type() {
    return StatementType.KEY_PROOF;
  }

  @Override
  public JsonObject content() {
    return new ProvedKey(party, use, thumbprint).toJson();
  }
}
