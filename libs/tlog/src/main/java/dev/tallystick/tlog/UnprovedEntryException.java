package dev.tallystick.tlog;

/** The checkpoint is genuine, but the path does not lead from the entry to it. */
public final class UnprovedEntryException extends TlogException {
  private static final long serialVersionUID = 1L;

  UnprovedEntryException(String message) {
    super(message);
  }
}
