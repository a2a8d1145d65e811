package dev.tallystick.party;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.ClaimedIdentity;
import dev.tallystick.tlog.Hash;

/**
 * A platform claims that one of its customer numbers and another identifier are one person's; the
 * audience is {@code data-vault}. The identifiers travel beside it: the log keeps the statement,
 * and a stranger who reads it cannot try numbers out without the salt.
 *
 * @param identifiers what {@link #commitment} makes of the two identifiers
 * @param method how the platform has found out, such as {@code ID_CARD_AND_SMS}
 * @param evidence the digest of what it has on file about that
 */
public record IdentityClaimStatement(Claims claims, Hash identifiers, String method, Hash evidence)
    implements Statement {
  /** How long the salt is. */
  public static final int SALT_LENGTH = 32;

  /** Refuses what no claim says. */
  public IdentityClaimStatement {
    Form.CODE.require("method", method);
  }

  /**
   * What the statement says of the identifiers: SHA-256 of the salt and the canonical JSON of both.
   *
   * @param customer the platform's number for the customer
   * @param scheme of the other identifier
   * @param value the other identifier
   */
  public static Hash commitment(byte[] salt, String customer, String scheme, String value) {
    return Hash.sha256(
        salt,
        CanonicalJson.bytes(
            JsonObject.builder()
                .put("customer", customer)
                .put("scheme", scheme)
                .put("value", value)
                .build()));
  }

  /**
   * Reads a claim; if no exception is thrown, the expected party has signed it, for the expected
   * audience and time.
   */
  public static IdentityClaimStatement verify(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return StatementText.verify(
        StatementType.IDENTITY_CLAIM, jws, keys, expected, IdentityClaimStatement::read);
  }

  private static IdentityClaimStatement read(Claims claims, JsonObject content) {
    ClaimedIdentity said = ClaimedIdentity.read(content);
    return new IdentityClaimStatement(claims, said.identifiers(), said.method(), said.evidence());
  }

  @Override
  public StatementType type() {
    return StatementType.IDENTITY_CLAIM;
  }

  @Override
  public JsonObject content() {
    return new ClaimedIdentity(identifiers, method, evidence).toJson();
  }
}
