package dev.tallystick.vault.release;

/**
 * How far a release has come. {@link #INTENT} is on disk before the log can have seen the release,
 * and a crash leaves that or a later one of these; recovery goes on from it. What follows from the
 * log's answer need not be on disk: a crash of the database may go back to the intent.
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
