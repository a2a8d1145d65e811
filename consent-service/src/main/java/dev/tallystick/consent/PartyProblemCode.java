package dev.tallystick.consent;

import org.jspecify.annotations.Nullable;

/**
 * What this service refuses about those who take part: parties and their keys, licences, papers and
 * duties.
 */
public enum PartyProblemCode implements ConsentProblemCode {
  /** The id is that of an agreement between others, or of another kind. */
  AGREEMENT_OF_OTHERS(
      409, "Agreement of others", "A new version has the kind and the sides of the one before."),
  /** It is over. */
  AGREEMENT_TERMINATED(409, "Agreement terminated", "The agreement is terminated. File a new one."),
  /** No such agreement. */
  AGREEMENT_UNKNOWN(
      404, "Agreement unknown", "There is no agreement of this id that you are a side of."),
  /** No such breach, or it was at somebody else. */
  BREACH_UNKNOWN(404, "Breach unknown", "No breach of this id was told of your party."),
  /** It does not open what was committed to. */
  COMMITMENT_MISMATCH(
      422,
      "Commitment not opened",
      "A commitment is SHA-256 of \"tallystick/obligation/v1\", obligation, party, status and the"
          + " nonce, each parted by a zero byte; it is there exactly if you commit, and its nonce"
          + " exactly when you open it."),
  /** Who commits when the others open knows what they say. */
  COMMITMENT_TOO_LATE(
      409,
      "Too late to commit",
      "Commitments are made before the instant at which all are opened."),
  /** A commitment is made once, before anything else is said. */
  COMMITMENT_STANDS(
      409, "Already said", "You have committed or reported before; what stands is in the log."),
  /** The code is not one that lets this party in now. */
  ENROLMENT_CODE_REFUSED(
      403,
      "Enrolment code refused",
      "The code is not the one that the regulator has issued last for this party, or it was used.",
      "code",
      "issued-last-and-unused"),
  /** The code was the party's, and is too old. */
  ENROLMENT_CODE_EXPIRED(
      403,
      "Enrolment code expired",
      "The code was good for seven days. The regulator issues another one.",
      "code",
      "not-expired"),
  /** Too many codes were tried. */
  ENROLMENT_ATTEMPTS_SPENT(
      429,
      "Too many attempts",
      "Too many codes were tried for this party. Wait, or have the regulator issue another one.",
      "code",
      "ten-an-hour"),
  /** Another role files plans of this kind. */
  FILING_NOT_YOURS(
      403,
      "Not yours to file",
      "A bureau files what it collects, a lender with whom it works; an id is that of an"
          + " earlier filing of your own."),
  /** The party has a key, by which its keys are changed. */
  KEYS_IN_FORCE(
      409,
      "Keys in force",
      "The party has a valid signing key, which approves of others. If all are lost, the regulator"
          + " revokes them first."),
  /** No registered key speaks for the change. */
  KEY_APPROVAL_MISSING(
      403,
      "Approval missing",
      "A valid signing key of the party approves of a change of its keys. A party that has none"
          + " gets a code from the regulator.",
      "approval",
      "signed-by-a-registered-key"),
  /** The key is there. */
  KEY_EXISTS(409, "Key registered already", "This key is or was registered. Draw a new one."),
  /** The key is not one that the suite uses. */
  KEY_INVALID(
      422, "Key refused", "A signing key is on Ed25519, an encryption key on X25519 or P-256."),
  /** The key would begin too soon. */
  KEY_NOTICE_SHORT(
      422,
      "Notice too short",
      "A key to seal to that takes another one's place begins after the notice period.",
      "validFrom",
      "after-notice"),
  /** The proof is of another key. */
  KEY_PROOF_MISMATCH(
      422,
      "Proof of another key",
      "The proof must name the party, the use and the thumbprint of this key."),
  /** No such key that could be revoked. */
  KEY_UNKNOWN(404, "Key unknown", "The party has no such key, or has revoked it."),
  /** The licence has ended already. */
  LICENCE_REVOKED(409, "Licence revoked already", "The licence is revoked."),
  /** No licence of this id. */
  LICENCE_UNKNOWN(404, "Licence unknown", "No licence of this id is recorded."),
  /** There is none of this id that binds the caller. */
  OBLIGATION_UNKNOWN(
      404, "Unknown obligation", "There is no obligation of this id that binds you."),
  /** The id is taken. */
  PARTY_EXISTS(409, "Party registered already", "A party of this id is registered."),
  /** Nothing is to be lifted. */
  PARTY_NOT_SUSPENDED(409, "Party not suspended", "No suspension is to be lifted."),
  /** No party of this id is registered. */
  PARTY_UNKNOWN(404, "Party unknown", "No party of this id is registered."),
  /** An address asks for public pages too often. */
  PUBLICATION_QUOTA_EXCEEDED(
      429,
      "Too many requests",
      "Public pages are read a few hundred times a minute from one address. They may be kept for a"
          + " minute."),
  /** The end is not after the beginning. */
  PERIOD_INVALID(
      422,
      "Period refused",
      "The end must come after the beginning.",
      "validTo",
      "after-valid-from"),
  /** Commitments are opened together. */
  REVEAL_TOO_EARLY(
      409,
      "Too early to open",
      "Commitments are opened at one instant, in the ten minutes after it (`opensAt`)."),
  /** The ten minutes are over. */
  REVEAL_TOO_LATE(
      409,
      "Too late to open",
      "The ten minutes in which commitments are opened are over; what is not opened counts as not"
          + " done."),
  /** What was signed is another agreement. */
  SIGNATURE_MISMATCH(
      422,
      "Another agreement signed",
      "Both sign the id, the text's hash, the provider and the receiver.",
      "signatures",
      "of-this-agreement"),
  /** One of the sides has not signed. */
  SIGNATURE_MISSING(
      422,
      "Signature missing",
      "Provider and receiver both sign, each once.",
      "signatures",
      "one-of-each-side"),
  /** What the log shows is not for a party to say. */
  STATUS_DERIVED(
      409,
      "Shown by the log",
      "The status of this obligation is what the log shows of you; nobody reports it.");

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final ProblemText text;

  PartyProblemCode(int status, String title, String detail) {
    this(status, title, detail, null, null);
  }

  /** Always about one field. */
  PartyProblemCode(
      int status, String title, String detail, @Nullable String field, @Nullable String rule) {
    this.text = new ProblemText(status, title, detail, field, rule);
  }

  @Override
  public ProblemText text() {
    return text;
  }
}
