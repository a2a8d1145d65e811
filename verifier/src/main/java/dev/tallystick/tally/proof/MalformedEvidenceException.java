package dev.tallystick.tally.proof;

import java.util.Objects;

/** A file that claims to be a receipt or a proof and is not of the form; the message says why. */
public final class MalformedEvidenceException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedEvidenceException(String message) {
    super(message);
  }

  /** Returns the broken rule; there always is one. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
