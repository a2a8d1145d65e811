package dev.tallystick.tally.log;

import java.io.IOException;
import java.util.Objects;

/** A file cannot be had, for a reason that says nothing about the log. */
public final class UnreachableException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreachableException(String message) {
    super(message);
  }

  /** Returns the address and the reason. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
