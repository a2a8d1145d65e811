package dev.tallystick.tally.decision;

/** Openings that are none, or not those of a log from its beginning. */
public final class MalformedEntriesException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedEntriesException(String message) {
    super(message);
  }
}
