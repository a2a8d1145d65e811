package dev.tallystick.audit.board;

/**
 * What an entry counts as.
 *
 * @param month as 202612, by the log's time in UTC
 * @param bureau empty where none has a part in it, as are product and currency
 * @param value an amount in minor units, or milliseconds to two digits; 0 of what is only counted
 * @param lender whose it is; empty if it makes no difference
 */
record BoardFact(
    int month,
    Measure measure,
    String bureau,
    String product,
    String currency,
    long value,
    String lender) {

  /** What is counted. */
  enum Measure {
    /** A decision that a lender has reported: the loan was approved. */
    APPROVED,
    /** A report that was given up arrived after all. */
    ARRIVED,
    /** A platform gave a person's data to a lender, past the bureaus. */
    DIRECT,
    /** A platform was refused that. */
    DIRECT_REFUSED,
    /** What was charged for a report. */
    FEE,
    /** A fee that was taken back. */
    FEE_BACK,
    /** A loan that several parties gave was opened. */
    JOINT_LOAN,
    /** A loan was opened, a joint one or not. */
    LOAN,
    /** An inquiry was refused because the bureau had not got what its product needs. */
    NO_SOURCES,
    /** A bureau sold a report to a lender. */
    SOLD,
    /** How long a sale took, from the inquiry to the entry of the release. */
    TIME,
    /** A sold report did not leave the bureau in time. */
    UNDELIVERED
  }
}
