package dev.tallystick.events;

/** Those to whom a part of an event may be opened. */
public enum Opener {
  /** Anyone, without a token. */
  PUBLIC,
  /** The person the event is filed under; of a bulk read, everyone with an entry in its range. */
  SUBJECT,
  /** Of an event that names two tokens, the person to whom both are linked. */
  BOTH_SUBJECTS,
  /** The parties the event is filed under. */
  PARTIES,
  /** The recipient of a release-1, or the one who would have been; nobody for other steps. */
  RELEASE_1_RECIPIENT,
  /** Those who rebuild the index: they see stubs alone. */
  INDEX_WITNESSES,
  /** Auditors whose engagement covers the event. */
  AUDITORS,
  /** Every auditor, whatever the engagement: what a market must know of its parties anyway. */
  ALL_AUDITORS
}
