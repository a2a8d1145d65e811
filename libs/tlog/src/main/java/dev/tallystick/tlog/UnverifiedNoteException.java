package dev.tallystick.tlog;

/**
 * The note is well-formed, but no trusted signature vouches for it, or one that should does not
 * verify.
 */
public final class UnverifiedNoteException extends TlogException {
  private static final long serialVersionUID = 1L;

  UnverifiedNoteException(String message) {
    super(message);
  }
}
