package dev.tallystick.audit.index;

/** The tables were changed by somebody else: the state must be read anew. */
final class StaleStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StaleStateException(String message) {
    super(message);
  }
}
