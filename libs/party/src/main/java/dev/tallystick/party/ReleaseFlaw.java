package dev.tallystick.party;

/** What can be wrong with a release that somebody hands over. */
public enum ReleaseFlaw {
  /** The receipt is no receipt. */
  RECEIPT_MALFORMED,
  /** The log does not hold what the receipt opens, or has not signed it. */
  RECEIPT_UNPROVED,
  /** The receipt withholds the part that tells about the release. */
  RECEIPT_WITHHOLDS,
  /** The receipt is of something else than a release, or of one that is not as it must be. */
  NOT_A_RELEASE,
  /** The payload is sealed to someone else, or was changed. */
  PAYLOAD_UNREADABLE,
  /** The payload names another event than the receipt. */
  EVENT_DIFFERS,
  /** The payload names another release than the receipt. */
  RELEASE_DIFFERS,
  /** The release is to someone else. */
  RECIPIENT_DIFFERS,
  /** The release is about someone else. */
  SUBJECT_DIFFERS,
  /** The person would not find the release in the log: the label of the token is missing. */
  SUBJECT_LABEL_MISSING,
  /** A party would not find the release in the log: its label is missing. */
  PARTY_LABEL_MISSING,
  /** The log speaks of another recipient's key. */
  KEY_DIFFERS,
  /** The log speaks of other sealed bytes. */
  SEALED_BYTES_DIFFER,
  /** The plaintext is not of the agreed form. */
  PAYLOAD_MALFORMED,
  /** The log speaks of another plaintext. */
  PAYLOAD_DIFFERS,
  /** The log speaks of other records, or of more or fewer. */
  RECORDS_DIFFER,
  /** The seller has not signed this release. */
  SELLER_SIGNATURE_INVALID
}
