package dev.tallystick.gateway.order;

/** How far an order for a report is. */
public enum OrderState {
  /** Nothing that buys was signed, or what was signed has bought nothing. */
  QUEUED,
  /** A statement that buys is signed and sent; what became of it is not known yet. */
  SIGNED,
  /** The report is here and has passed every check. */
  OPENED,
  /** The log has the buyer's half. */
  ACKNOWLEDGED,
  /** The report is gone; the log is told. */
  DESTROYING,
  /** The report is gone, and the log says so. */
  DESTROYED,
  /** The suite has refused it. */
  REFUSED,
  /** Its time was over before anything was bought. */
  EXPIRED,
  /** What was handed over has not passed the checks; it is kept as evidence. */
  FLAWED
}
