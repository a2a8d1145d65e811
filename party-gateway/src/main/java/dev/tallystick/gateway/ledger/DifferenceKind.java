package dev.tallystick.gateway.ledger;

/** How the books differ from the log, from the tariff or from another ledger of the party. */
public enum DifferenceKind {
  /** A report was bought with a receipt, and the proved list does not have it. */
  NOT_IN_LOG,
  /** The log has a purchase of the party that this gateway has never received. */
  NOT_IN_LEDGER,
  /** A release has no buyer's half in the log. */
  NOT_ACKNOWLEDGED,
  /** The price that was charged is not the one in the log. */
  PRICE_DIFFERS,
  /** The price is in no tariff that the seller publishes. */
  PRICE_NOT_PUBLISHED,
  /** What was handed over did not pass the checks of its recipient. */
  FLAWED,
  /** An invoice is not the sum of what the proved list has of its month. */
  INVOICE_DIFFERS,
  /** A month has an invoice already. */
  INVOICED_TWICE,
  /** A month is over for days, and has no invoice. */
  NOT_INVOICED,
  /** The imported ledger has a purchase that the log does not have. */
  IMPORT_NOT_IN_LOG,
  /** The imported ledger lacks a purchase that the log has. */
  NOT_IN_IMPORT,
  /** The imported ledger has another price than the log. */
  IMPORT_PRICE_DIFFERS
}
