package dev.tallystick.party;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.Signer;

/**
 * Something that a party says and signs: a compact JWS over the canonical JSON of its members.
 *
 * <p>A statement that exists is of the right form. Whether it is true, current and said by whom it
 * names is what the {@code verify} of its kind decides.
 */
public sealed interface Statement
    permits Acknowledgement,
        AgreementSignature,
        CollectedConsent,
        DepositStatement,
        DownstreamAnswer,
        ExplanationStatement,
        HandoverRequest,
        IdentityClaimStatement,
        InquiryRequest,
        KeyProof,
        KeyRevocation,
        ReleaseRequest,
        ResolveRequest,
        SellerStatement,
        StopAnswer {
  /** Its kind. */
  StatementType type();

  /** Who says it, to whom and when. */
  Claims claims();

  /** What it says beside its claims. */
  JsonObject content();

  /** All its members. */
  default JsonObject toJson() {
    return claims().toJson().with(content());
  }

  /** Signs it. */
  default String sign(Signer signer) {
    claims().check(type());
    return Jws.sign(signer, type().typ(), CanonicalJson.bytes(toJson()));
  }

  /**
   * The issuer that a text names, unverified: only good for finding the keys that it must be
   * verified with.
   *
   * @throws InvalidStatementException if the text is no statement at all
   */
  static String claimedIssuer(String jws) throws InvalidStatementException {
    return StatementText.parse(jws).issuer();
  }
}
