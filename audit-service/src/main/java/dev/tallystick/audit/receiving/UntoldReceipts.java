package dev.tallystick.audit.receiving;

/**
 * Missing receipts that the log has refused to hear of.
 *
 * @param from the place of the first release in the log
 * @param to the place after the last one
 */
record UntoldReceipts(String recipient, long from, long to) {}
