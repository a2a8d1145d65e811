package dev.tallystick.tlog;

/** The text is not a tlog-proof, or not in its one spelling. */
public final class MalformedTlogProofException extends TlogException {
  private static final long serialVersionUID = 1L;

  MalformedTlogProofException(String message) {
    super(message);
  }
}
