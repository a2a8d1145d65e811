package dev.tallystick.tlog;

/** The text is not a checkpoint body in its one spelling. */
public final class MalformedCheckpointException extends TlogException {
  private static final long serialVersionUID = 1L;

  MalformedCheckpointException(String message) {
    super(message);
  }
}
