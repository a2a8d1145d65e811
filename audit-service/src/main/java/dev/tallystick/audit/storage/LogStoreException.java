package dev.tallystick.audit.storage;

/**
 * The database refused, failed or answered nonsense. After this the caller does not know what is
 * stored: it must begin again from {@link LogStore#begin}, which reads the state anew, and may
 * never guess.
 */
public class LogStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with its cause. */
  public LogStoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A failure found by a check of ours. */
  public LogStoreException(String message) {
    super(message);
  }
}
