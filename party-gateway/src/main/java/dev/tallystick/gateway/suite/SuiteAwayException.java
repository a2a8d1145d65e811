package dev.tallystick.gateway.suite;

import java.time.Duration;
import java.util.Optional;

/** A service of the suite does not answer now, or asks to be left alone for a while. */
public final class SuiteAwayException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Duration> retryAfter;

  SuiteAwayException(String message, Optional<Duration> retryAfter, Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** How long it wants to be left alone, if it says so. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
