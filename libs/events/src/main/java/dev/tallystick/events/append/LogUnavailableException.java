package dev.tallystick.events.append;

import org.jspecify.annotations.Nullable;

/**
 * There is no proof that the event is logged, so whatever was to follow from it must not happen.
 *
 * <p>The event may be logged all the same, see {@link #mayBeLogged}. Appending the very same event
 * again, with its id, seed and parts, is always safe: if it is logged, the log answers with the
 * entry it has.
 */
public final class LogUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final boolean mayBeLogged;

  /**
   * For whoever stands between a caller and the log.
   *
   * @param mayBeLogged whether a request with the event may have reached the log
   */
  public LogUnavailableException(
      Reason reason, boolean mayBeLogged, String detail, @Nullable Throwable cause) {
    super(
        reason
            + ": "
            + detail
            + (mayBeLogged ? "; the event may be logged" : "; the event is not logged"),
        cause);
    this.reason = reason;
    this.mayBeLogged = mayBeLogged;
  }

  public Reason reason() {
    return reason;
  }

  /** Whether a request with the event may have reached the log. */
  public boolean mayBeLogged() {
    return mayBeLogged;
  }

  /** Why there is no proof. */
  public enum Reason {
    /** As many events wait as are allowed to; the event was not sent. */
    QUEUE_FULL,
    /** The client is closed. */
    CLOSED,
    /** The log did not answer in time, however often it was asked. */
    NO_ANSWER,
    /**
     * The log answered with something that does not prove what it claims. This is a reason for an
     * alarm.
     */
    ANSWER_INVALID
  }
}
