package dev.tallystick.tlog;

/** The bytes are not a signed note, or not in its one spelling. */
public final class MalformedNoteException extends TlogException {
  private static final long serialVersionUID = 1L;

  MalformedNoteException(String message) {
    super(message);
  }
}
