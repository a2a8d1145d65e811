package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.SignedAgreement;
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
        StatementType.AGREEMENT, jws, keys, expected, AgreementSignature::read);
  }

  private static AgreementSignature read(Claims claims, JsonObject content) {
    SignedAgreement said = SignedAgreement.read(content);
    return new AgreementSignature(
        claims, said.agreement(), said.textHash(), said.provider(), said.receiver());
  }

  @Override
  public StatementType type() {
    return StatementType.AGREEMENT;
  }

  @Override
  public JsonObject content() {
    return new SignedAgreement(agreement, textHash, provider, receiver).toJson();
  }
}
