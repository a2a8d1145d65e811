package dev.tallystick.gateway.ledger;

/**
 * What was taken in.
 *
 * @param lines how many lines this part had
 * @param purchases how many purchases are kept of all parts
 */
record LedgerImportedJson(int lines, long purchases) {}
