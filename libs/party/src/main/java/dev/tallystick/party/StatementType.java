package dev.tallystick.party;

import java.time.Duration;

/** The kinds of statements that parties sign; the kind stands in the signature's {@code typ}. */
public enum StatementType {
  INQUIRY("inquiry", Duration.ofSeconds(60), Expiry.CHECKED),
  /** An inquiry that is answered anew, of itself, whenever something about the person changes. */
  STANDING_INQUIRY("standing-inquiry", Duration.ofDays(366), Expiry.CHECKED),
  RELEASE_REQUEST("release-request", Duration.ofSeconds(60), Expiry.CHECKED),
  /** That the signer hands over what it has sealed itself. */
  HANDOVER("handover", Duration.ofSeconds(60), Expiry.CHECKED),
  RESOLVE("resolve", Duration.ofSeconds(60), Expiry.CHECKED),
  /** That two identifiers are one person's. */
  IDENTITY_CLAIM("identity-claim", Duration.ofSeconds(60), Expiry.CHECKED),
  DEPOSIT("deposit", Duration.ofSeconds(60), Expiry.CHECKED),
  /** Taken late, too: the recipient has the payload, whenever it says so. */
  ACKNOWLEDGEMENT("acknowledgement", Duration.ofSeconds(60), Expiry.UNCHECKED),
  AGREEMENT("agreement", Duration.ofDays(1), Expiry.CHECKED),
  /** A consent that a party took down elsewhere; it answers for that. */
  COLLECTED_CONSENT("collected-consent", Duration.ofDays(1), Expiry.CHECKED),
  /** What a holder did about a stop notice. */
  STOP_ANSWER("stop-answer", Duration.ofDays(1), Expiry.CHECKED),
  /** Why something was decided about a person who has asked. */
  EXPLANATION("explanation", Duration.ofDays(1), Expiry.CHECKED),
  /** What a recipient did about a change in what it once got. */
  DOWNSTREAM_ANSWER("downstream-answer", Duration.ofSeconds(60), Expiry.CHECKED),
  KEY_PROOF("key-proof", Duration.ofDays(1), Expiry.CHECKED),
  KEY_REVOCATION("key-revocation", Duration.ofDays(1), Expiry.CHECKED),
  /** The seller's half of a release, which stands for ever. */
  SELLER("release", Duration.ZERO, Expiry.NONE);

  /** What is done with {@code exp}. */
  enum Expiry {
    CHECKED,
    UNCHECKED,
    NONE
  }

  private final String typ;
  private final Duration longest;
  private final Expiry expiry;

  StatementType(String name, Duration longest, Expiry expiry) {
    this.typ = name + "+jws";
    this.longest = longest;
    this.expiry = expiry;
  }

  /** The header's {@code typ}. */
  public String typ() {
    return typ;
  }

  /** The longest time from {@code iat} to {@code exp}. */
  public Duration longest() {
    return longest;
  }

  boolean expires() {
    return expiry != Expiry.NONE;
  }

  boolean isExpiryChecked() {
    return expiry == Expiry.CHECKED;
  }
}
