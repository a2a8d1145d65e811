package dev.tallystick.tally.trust;

import java.util.Objects;

/**
 * The key or policy that the user named cannot be used, so nothing can be said about signatures.
 */
public final class UnusableKeyException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableKeyException(String message) {
    super(message);
  }

  /** Returns what is wrong with which file or option. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
