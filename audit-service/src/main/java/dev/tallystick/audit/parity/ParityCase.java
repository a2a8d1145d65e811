package dev.tallystick.audit.parity;

/**
 * What is counted: one figure of one release or refusal.
 *
 * @param month as 202612, by the log's time in UTC
 * @param party the lender or platform on the other side of the bureau
 * @param product empty but for prices, as are line and currency
 * @param value an amount in minor units, or milliseconds to two digits; 0 of what is only counted
 */
record ParityCase(
    int month,
    String bureau,
    Side side,
    String party,
    Measure measure,
    String product,
    String line,
    String currency,
    long value) {

  /** On which side of the bureau the party is. */
  enum Side {
    LENDER,
    PLATFORM
  }

  /** What of a case is counted. */
  enum Measure {
    PRICE,
    REFUSED,
    RELEASED,
    TIME
  }
}
