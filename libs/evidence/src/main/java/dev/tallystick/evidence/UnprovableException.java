package dev.tallystick.evidence;

/** A bundle cannot be made of what is there; the message says what is missing or contradicts. */
public final class UnprovableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  UnprovableException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why there is no bundle. */
  public enum Reason {
    /** The checkpoint is older than an entry: a newer one will be published within seconds. */
    NOT_PUBLISHED_YET,
    /** The lineage is too long for a bundle. */
    TOO_LONG,
    /** An entry that the lineage names was not opened. */
    NOT_OPENED,
    /** What the service says and what its log has are not the same: evidence against it. */
    CONTRADICTION
  }

  /** Why there is no bundle. */
  public Reason reason() {
    return reason;
  }
}
