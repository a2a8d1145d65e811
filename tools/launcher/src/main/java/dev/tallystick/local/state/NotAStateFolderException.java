package dev.tallystick.local.state;

/** The folder named is not one of a local suite; the message says which and what to do. */
public final class NotAStateFolderException extends Exception {
  private static final long serialVersionUID = 1L;

  NotAStateFolderException(String message) {
    super(message);
  }
}
