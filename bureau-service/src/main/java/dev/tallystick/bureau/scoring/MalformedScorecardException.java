package dev.tallystick.bureau.scoring;

/** A file is no scorecard; the message says what is wrong with it. */
public final class MalformedScorecardException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedScorecardException(String rule) {
    super(rule);
  }

  MalformedScorecardException(String rule, Throwable cause) {
    super(rule, cause);
  }
}
