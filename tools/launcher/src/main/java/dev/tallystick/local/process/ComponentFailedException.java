package dev.tallystick.local.process;

import org.jspecify.annotations.Nullable;

/** A part of the suite did not start; the message says why and where its log is. */
public final class ComponentFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A failure told in words. */
  public ComponentFailedException(String message) {
    super(message);
  }

  /** A failure with its cause. */
  public ComponentFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
