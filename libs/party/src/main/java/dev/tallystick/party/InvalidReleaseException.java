package dev.tallystick.party;

/**
 * A release is not what its receipt says, or not for this recipient: it must not be used. The
 * message names the rule, never the content.
 */
public final class InvalidReleaseException extends Exception {
  private final ReleaseFlaw flaw;

  InvalidReleaseException(ReleaseFlaw flaw, String message) {
    super(message);
    this.flaw = flaw;
  }

  /** What is wrong. */
  public ReleaseFlaw flaw() {
    return flaw;
  }
}
