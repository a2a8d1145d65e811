package dev.tallystick.tlog;

/** Bytes from outside that are not what they claim to be; the message names the broken rule. */
public abstract sealed class TlogException extends Exception
    permits MalformedCheckpointException,
        MalformedKeyException,
        MalformedNoteException,
        MalformedTilePathException,
        UnverifiedNoteException {
  private static final long serialVersionUID = 1L;

  TlogException(String message) {
    super(message);
  }
}
