package dev.tallystick.consent.obligation;

/** How far a party is: as it says, or as the log shows. */
public enum ObligationStatus {
  /** It has said nothing. */
  SILENT,
  /** It has committed to a hash of what it will say. */
  COMMITTED,
  /** It has committed, and not opened it in the ten minutes for that: it counts as not done. */
  NOT_OPENED,
  NOT_STARTED,
  PARTLY,
  DONE
}
