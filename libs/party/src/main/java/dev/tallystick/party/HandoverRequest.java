package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.HandoverTerms;
import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.Optional;

/**
 * A party asks that what it has sealed to a recipient itself be permitted and logged, before it
 * hands that over: a lender passes a report on, a closing bureau hands over to another one, a party
 * instructs a processor. The audience is {@code data-vault}, which never sees the payload.
 *
 * @param purposeObject what the purpose is about, such as a processor's instruction
 * @param parents the events of the releases that brought it to the party
 */
public record HandoverRequest(
    Claims claims,
    String subject,
    String to,
    String purpose,
    Optional<PurposeReference> purposeObject,
    List<String> categories,
    List<String> parents,
    Sealed sealed)
    implements Statement {

  /**
   * What is handed over, as its entry in the log has it.
   *
   * @param event the entry's id, to which the payload is sealed; a UUIDv7 of now, drawn by the
   *     party
   * @param release the release's id, likewise
   * @param recordCount of how many records it is
   * @param recordsRoot over their digests; of a report as its own entry has it
   * @param payloadDigest of the plaintext
   * @param jweDigest of the sealed payload
   * @param recipientKey the thumbprint of the key that it is sealed to
   */
  public record Sealed(
      String event,
      String release,
      long recordCount,
      Hash recordsRoot,
      Hash payloadDigest,
      Hash jweDigest,
      String recipientKey) {
    /** Refuses ids of another form. */
    public Sealed {
      Form.EVENT.require("event", event);
      Form.RELEASE.require("release", release);
      Form.THUMBPRINT.require("recipientKey", recipientKey);
      if (recordCount < 0) {
        throw new IllegalFieldException("recordCount", "is not negative");
      }
    }
  }

  /** Refuses what no request says; puts the sets in order. */
  public HandoverRequest {
    Form.SUBJECT.require("subject", subject);
    Form.PARTY.require("to", to);
    Form.CODE.require("purpose", purpose);
    categories = Form.CODE.set("categories", categories);
    if (categories.isEmpty()) {
      throw new IllegalFieldException("categories", "must be there");
    }
    parents = Form.EVENT.set("parents", parents);
  }

  /**
   * Reads a request; if no exception is thrown, the expected party has signed it, for the expected
   * audience and time.
   */
  public static HandoverRequest verify(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return StatementText.verify(StatementType.HANDOVER, jws, keys, expected, HandoverRequest::read);
  }

  private static HandoverRequest read(Claims claims, JsonObject content) {
    HandoverTerms said = HandoverTerms.read(content);
    return new HandoverRequest(
        claims,
        said.subject(),
        said.to(),
        said.purpose(),
        said.purposeObject().map(PurposeReference::of),
        said.categories(),
        said.parents(),
        new Sealed(
            said.event(),
            said.release(),
            said.recordCount(),
            said.recordsRoot(),
            said.payloadDigest(),
            said.jweDigest(),
            said.recipientKey()));
  }

  @Override
  public StatementType type() {
    return StatementType.HANDOVER;
  }

  @Override
  public JsonObject content() {
    return HandoverTerms.builder()
        .event(sealed.event())
        .release(sealed.release())
        .subject(subject)
        .to(to)
        .purpose(purpose)
        .purposeObject(purposeObject.map(PurposeReference::toDocument))
        .categories(categories)
        .parents(parents)
        .recordCount(sealed.recordCount())
        .recordsRoot(sealed.recordsRoot())
        .payloadDigest(sealed.payloadDigest())
        .jweDigest(sealed.jweDigest())
        .recipientKey(sealed.recipientKey())
        .build()
        .toJson();
  }

  /** Whether the seller's half that goes with it is of the same release. */
  public boolean isOf(SellerStatement half) {
    return half.claims().issuer().equals(claims.issuer())
        && half.release().equals(sealed.release())
        && half.subject().equals(subject)
        && half.to().equals(to)
        && half.product().isEmpty()
        && half.fee().isEmpty()
        && half.payloadDigest().equals(sealed.payloadDigest())
        && half.jweDigest().equals(sealed.jweDigest());
  }
}
