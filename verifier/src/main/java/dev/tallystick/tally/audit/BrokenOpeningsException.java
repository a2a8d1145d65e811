package dev.tallystick.tally.audit;

import java.util.Objects;

/** A file of openings, or of salts, is not of its form; the message names the line and the rule. */
public final class BrokenOpeningsException extends Exception {
  private static final long serialVersionUID = 1L;

  BrokenOpeningsException(String message) {
    super(message);
  }

  /** Returns the line and the broken rule. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
