package dev.tallystick.tally.trust;

import java.util.Objects;

/** A policy file that cannot be read; the message names line and rule. */
public final class MalformedPolicyException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedPolicyException(String message) {
    super(message);
  }

  /** Returns the broken rule; there always is one. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
