package dev.tallystick.bureau.inquiry;

/** How far an inquiry has come; each step is durable before the next begins. */
enum InquiryState {
  /** Taken, nothing asked of anybody. */
  STARTED,
  /** Platforms have released to the bureau; their releases stand in the row. */
  SOURCED,
  /** The event of the release is on its way to the log, its sealed payload in the row. */
  INTENT,
  /** The log has the event; the answer may leave. */
  LOGGED,
  /** The answer has left. */
  SENT,
  /** The lender has acknowledged it. */
  RECEIVED,
  /** The log has the event and the answer did not leave in time; the fee is reversed. */
  UNDELIVERED,
  /** Refused, with the refusal in the row. */
  REFUSED,
  /** Given up without an answer: the same key may be used for another try. */
  ABANDONED
}
