package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.CollectedTerms;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A party says that a person has given it this consent elsewhere, and answers for that; the
 * audience is {@code consent-service}.
 *
 * @param notice the party's own notice that the person was shown
 * @param validUntilMillis the first millisecond at which the consent has ended
 * @param evidence SHA-256 of what the party keeps to show it: a signed paper, a recording
 */
public record CollectedConsent(
    Claims claims,
    String subject,
    String kind,
    Optional<String> discloser,
    String recipient,
    String purpose,
    List<String> categories,
    String notice,
    long validUntilMillis,
    Hash evidence)
    implements Statement {
  /** Refuses what is no consent, and the signature of a stranger to it; puts the set in order. */
  public CollectedConsent {
    Form.SUBJECT.require("subject", subject);
    Form.CONSENT_KIND.require("kind", kind);
    Form.PARTY.require("discloser", discloser);
    Form.PARTY.require("recipient", recipient);
    Form.CODE.require("purpose", purpose);
    categories = Form.CODE.set("categories", categories);
    if (categories.isEmpty()) {
      throw new IllegalFieldException("categories", "must be there");
    }
    Form.NOTICE.require("notice", notice);
    if (!claims.issuer().equals(recipient) && !discloser.equals(Optional.of(claims.issuer()))) {
      throw new IllegalFieldException("iss", "is the discloser or the recipient");
    }
  }

  /**
   * Reads a statement; if no exception is thrown, the expected party has signed it, for the
   * expected audience and time.
   */
  public static CollectedConsent verify(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return StatementText.verify(
        StatementType.COLLECTED_CONSENT, jws, keys, expected, CollectedConsent::read);
  }

  private static CollectedConsent read(Claims claims, JsonObject content) {
    CollectedTerms said = CollectedTerms.read(content);
    return new CollectedConsent(
        claims,
        said.subject(),
        said.kind(),
        said.discloser(),
        said.recipient(),
        said.purpose(),
        said.categories(),
        said.notice(),
        said.validUntil().toEpochMilli(),
        said.evidence());
  }

  @Override
  public StatementType type() {
    return StatementType.COLLECTED_CONSENT;
  }

  @Override
  public JsonObject content() {
    return CollectedTerms.builder()
        .subject(subject)
        .kind(kind)
        .discloser(discloser)
        .recipient(recipient)
        .purpose(purpose)
        .categories(categories)
        .notice(notice)
        .validUntil(Instant.ofEpochMilli(validUntilMillis))
        .evidence(evidence)
        .build()
        .toJson();
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "CollectedConsent[" + kind + "]";
  }
}
