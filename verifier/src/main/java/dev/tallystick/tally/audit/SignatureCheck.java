package dev.tallystick.tally.audit;

import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.AgreementFiled;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.IdentityClaimed;
import dev.tallystick.events.type.InquiryId;
import dev.tallystick.events.type.PartySignature;
import dev.tallystick.events.type.ProductId;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.Acknowledgement;
import dev.tallystick.party.AgreementSignature;
import dev.tallystick.party.Expected;
import dev.tallystick.party.HandoverRequest;
import dev.tallystick.party.IdentityClaimStatement;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.ReleaseCost;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.party.SellerStatement;
import dev.tallystick.party.StatementType;
import java.util.List;
import java.util.Optional;

/**
 * What parties have signed, verified with the keys that the log had registered for them at that
 * place, and compared with what the entry says.
 */
final class SignatureCheck {
  private static final String VAULT = "data-vault";
  private static final String AUDIT = "audit-service";
  private static final String CONSENT = "consent-service";
  private static final long MILLIS = 1000;

  /** A decision holds ten seconds, and readers of a statement forgive five. */
  private static final long PATIENCE_SECONDS = 15;

  private final LoggedSigningKeys keys;
  private final boolean isOn;
  private long count;

  SignatureCheck(LoggedSigningKeys keys, boolean isOn) {
    this.keys = keys;
    this.isOn = isOn;
  }

  boolean isOn() {
    return isOn;
  }

  /** How many signatures were verified. */
  long count() {
    return count;
  }

  /** Both sides have signed the agreement. */
  Optional<String> ofAgreement(AuditedEntry entry, AgreementFiled filed) {
    List<PartySignature> signatures = isOn ? filed.signatures() : List.of();
    for (PartySignature signature : signatures) {
      String party = signature.party();
      try {
        AgreementSignature said =
            AgreementSignature.verify(
                signature.jws(), of(party, entry), Expected.atItsOwnTime(party, CONSENT));
        if (!said.agreement().equals(filed.agreement().value())
            || !said.provider().equals(filed.provider())
            || !said.receiver().equals(filed.receiver())
            || !said.textHash().equals(filed.textHash())) {
          return Optional.of("a side has signed another agreement");
        }
      } catch (InvalidStatementException e) {
        return invalid("the signature of a side", e);
      }
    }
    return Optional.empty();
  }

  /** Who must has asked for the release; the seller, if it is a sale, has signed it. */
  Optional<String> ofRelease(AuditedEntry entry, DataReleased release) {
    if (!isOn) {
      return Optional.empty();
    }
    Optional<String> request = DecisionCheck.text(entry, "request");
    Optional<String> seller = release.sellerSignature();
    return request
        .flatMap(jws -> request(entry, release, jws))
        .or(() -> seller.flatMap(jws -> seller(entry, release, jws)));
  }

  private Optional<String> request(AuditedEntry entry, DataReleased release, String jws) {
    String buyer = release.to();
    String subject = entry.body().flatMap(body -> body.subject()).orElse("");
    try {
      if (isOf(StatementType.HANDOVER, jws)) {
        return handover(entry, release, jws);
      }
      boolean isStanding = isOf(StatementType.STANDING_INQUIRY, jws);
      if (isStanding || isOf(StatementType.INQUIRY, jws)) {
        Expected expected = Expected.atItsOwnTime(buyer, release.from());
        InquiryRequest said =
            isStanding
                ? InquiryRequest.verifyStanding(jws, of(buyer, entry), expected)
                : InquiryRequest.verify(jws, of(buyer, entry), expected);
        boolean hasEnded =
            isStanding
                && said.claims().expiresAt().orElseThrow() + PATIENCE_SECONDS
                    < entry.recordedMillis() / MILLIS;
        return same(
            !hasEnded
                && said.subject().equals(subject)
                && release.inquiry().map(InquiryId::value).equals(Optional.of(said.inquiry()))
                && release.product().map(ProductId::value).equals(Optional.of(said.product()))
                && said.purpose().equals(release.purpose()),
            "the buyer has asked for something else");
      }
      ReleaseRequest said =
          ReleaseRequest.verify(jws, of(buyer, entry), Expected.atItsOwnTime(buyer, VAULT));
      return same(
          said.subject().equals(subject)
              && said.to().equals(buyer)
              && said.purpose().equals(release.purpose()),
          "the buyer has asked for something else");
    } catch (InvalidStatementException e) {
      return invalid("the buyer's request", e);
    }
  }

  /** What a party has sealed itself it has asked for itself, and said of exactly this release. */
  private Optional<String> handover(AuditedEntry entry, DataReleased release, String jws)
      throws InvalidStatementException {
    String from = release.from();
    HandoverRequest said =
        HandoverRequest.verify(jws, of(from, entry), Expected.atItsOwnTime(from, VAULT));
    Optional<Body> body = entry.body();
    return same(
        body.flatMap(Body::subject).equals(Optional.of(said.subject()))
            && body.map(of -> of.id().toString()).equals(Optional.of(said.sealed().event()))
            && said.to().equals(release.to())
            && said.purpose().equals(release.purpose())
            && said.sealed().release().equals(release.release().value())
            && said.sealed().payloadDigest().equals(release.payloadDigest())
            && said.sealed().jweDigest().equals(release.jweDigest())
            && said.parents().equals(release.parents().stream().map(EventId::toString).toList()),
        "the discloser has asked for something else");
  }

  private static boolean isOf(StatementType type, String jws) {
    return JwsPayload.header(jws)
        .flatMap(header -> header.findString("typ"))
        .equals(Optional.of(type.typ()));
  }

  private Optional<String> seller(AuditedEntry entry, DataReleased release, String jws) {
    String seller = release.from();
    try {
      SellerStatement half =
          SellerStatement.verify(
              jws, of(seller, entry), Expected.atItsOwnTime(seller, release.to()));
      return same(
          half.release().equals(release.release().value())
              && entry.body().flatMap(body -> body.subject()).equals(Optional.of(half.subject()))
              && half.product().equals(release.product().map(ProductId::value))
              && half.payloadDigest().equals(release.payloadDigest())
              && half.jweDigest().equals(release.jweDigest())
              && half.fee().map(ReleaseCost::toJson).equals(release.fee().map(ReleaseFee::toJson)),
          "the seller has signed another release");
    } catch (InvalidStatementException e) {
      return invalid("the seller's half", e);
    }
  }

  /** The buyer has acknowledged exactly this release. */
  Optional<String> ofAcknowledgement(
      AuditedEntry entry, DataReceived receipt, KnownRelease release) {
    if (!isOn) {
      return Optional.empty();
    }
    String jws = receipt.receiverSignature();
    try {
      Acknowledgement said =
          Acknowledgement.verify(
              jws, of(release.to(), entry), Expected.atItsOwnTime(release.to(), AUDIT));
      return same(
          said.release().equals(receipt.release().toString())
              && said.index() == release.index()
              && said.entry().equals(release.entry())
              && said.payloadDigest().equals(release.payloadDigest()),
          "the buyer has acknowledged another release");
    } catch (InvalidStatementException e) {
      return invalid("the acknowledgement", e);
    }
  }

  /** A party has claimed that two identifiers are one person's, on this evidence. */
  Optional<String> ofClaim(AuditedEntry entry, IdentityClaimed claimed) {
    if (!isOn) {
      return Optional.empty();
    }
    String party = claimed.party();
    try {
      IdentityClaimStatement said =
          IdentityClaimStatement.verify(
              claimed.statement(), of(party, entry), Expected.atItsOwnTime(party, VAULT));
      return same(
          said.method().equals(claimed.evidence().method())
              && said.evidence().equals(claimed.evidence().digest()),
          "the party has claimed something else");
    } catch (InvalidStatementException e) {
      return invalid("the claim of a link", e);
    }
  }

  private VerificationKeys of(String party, AuditedEntry entry) {
    count++;
    return keys.of(party, entry.recordedMillis());
  }

  private static Optional<String> same(boolean holds, String rule) {
    return holds ? Optional.empty() : Optional.of(rule);
  }

  private static Optional<String> invalid(String what, InvalidStatementException e) {
    return Optional.of(what + " does not hold: " + e.getMessage());
  }
}
