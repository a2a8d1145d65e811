package dev.tallystick.consent.obligation;

/** How far a party says it is. */
public enum ObligationStatus {
  /** It has said nothing. */
  SILENT,
  /** It has committed to a hash of what it will say. */
  COMMITTED,
  NOT_STARTED,
  PARTLY,
  DONE
}
