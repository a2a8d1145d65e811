package dev.tallystick.tally.proof;

import java.util.Objects;

/** A file of a kind, or a version, that this release does not know. */
public final class UnknownFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  UnknownFormatException(String message) {
    super(message);
  }

  /** Returns what the file is not. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
