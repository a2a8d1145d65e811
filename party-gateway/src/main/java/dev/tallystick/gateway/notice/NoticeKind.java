package dev.tallystick.gateway.notice;

/** What kind of notice the party was told. */
public enum NoticeKind {
  /** A consent has ended on which something rests that the party has got. */
  STOP,
  /** A record has changed that the party has got, or a report from it. */
  CHANGE,
  /** A person objects to what the party holds or did. */
  OBJECTION,
  /** A person has complained about the party to an authority. */
  COMPLAINT,
  /** A person asks the party for a right, such as to have a decision explained (R48). */
  RIGHT
}
