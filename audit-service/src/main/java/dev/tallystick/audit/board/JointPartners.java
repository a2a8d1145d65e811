package dev.tallystick.audit.board;

/**
 * A lender and who lends with it, in a month.
 *
 * @param month as 202612, by the log's time in UTC
 * @param lender who told of the loan
 */
record JointPartners(int month, String lender, String partner) {}
