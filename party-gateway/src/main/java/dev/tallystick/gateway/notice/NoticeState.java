package dev.tallystick.gateway.notice;

/** How far a notice is. */
public enum NoticeState {
  /** Nobody has answered. */
  OPEN,
  /** It is answered here; the suite has not taken it yet. */
  ANSWERING,
  /** The log has the answer, or one that was given elsewhere. */
  ANSWERED
}
