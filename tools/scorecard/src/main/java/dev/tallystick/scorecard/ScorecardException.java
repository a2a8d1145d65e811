package dev.tallystick.scorecard;

/** What was asked for cannot be done; the message says why. */
final class ScorecardException extends Exception {
  private static final long serialVersionUID = 1L;

  ScorecardException(String message) {
    super(message);
  }

  ScorecardException(String message, Throwable cause) {
    super(message, cause);
  }
}
