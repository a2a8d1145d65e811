package dev.tallystick.vault.release;

/**
 * How far a release has come. Each step is durable before the next begins, so a crash leaves one of
 * these, and recovery goes on from it.
 */
enum ReleaseState {
  /**
   * Event and payload are stored; whether the log has the event is open. It becomes {@link #LOGGED}
   * when the log has it, and {@link #ABANDONED} only when the log can no longer take it.
   */
  INTENT,
  /** The log has it; the payload may be sent. */
  LOGGED,
  /** The payload was written to the recipient's connection. */
  SENT,
  /** The recipient has acknowledged it. */
  ACKNOWLEDGED,
  /** Logged and not sent in time, which the log now says, too. */
  UNDELIVERED,
  /** Not logged, and never will be. */
  ABANDONED
}
