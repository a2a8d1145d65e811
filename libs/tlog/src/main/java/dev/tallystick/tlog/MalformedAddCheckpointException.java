package dev.tallystick.tlog;

/** The bytes are not an add-checkpoint request in its one spelling. */
public final class MalformedAddCheckpointException extends TlogException {
  private static final long serialVersionUID = 1L;

  MalformedAddCheckpointException(String message) {
    super(message);
  }
}
