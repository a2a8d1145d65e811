package dev.tallystick.rules.audit;

/** What another pack would have made of a decision; each decision has exactly one. */
public enum Change {
  /** The same. */
  NONE,
  /** It was permitted and would be refused. */
  NEWLY_REFUSED,
  /** It was refused and would be permitted. */
  NEWLY_PERMITTED,
  /** It was refused and would be, by another code. */
  OTHERWISE_REFUSED,
  /** It was permitted and would be, with other categories. */
  OTHER_CATEGORIES,
  /** It was permitted and would be, for another fee. */
  OTHER_FEE
}
