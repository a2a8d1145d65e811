package dev.tallystick.gateway.desk;

/** What a clerk does on a page. */
enum DeskActKind {
  /** Asks a person for a consent. */
  ASK,
  /** Orders a report. */
  ORDER,
  /** Looks at a report. */
  READ,
  /** Records a decision. */
  DECISION,
  /** Tells that a loan was opened. */
  LOAN,
  /** Tells that a loan is over. */
  CLOSURE,
  /** Answers a notice. */
  ANSWER
}
