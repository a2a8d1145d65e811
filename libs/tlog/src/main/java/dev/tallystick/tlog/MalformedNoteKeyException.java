package dev.tallystick.tlog;

/** The text is not a verifier key or signer key in its one spelling. */
public final class MalformedNoteKeyException extends TlogException {
  private static final long serialVersionUID = 1L;

  MalformedNoteKeyException(String message) {
    super(message);
  }
}
