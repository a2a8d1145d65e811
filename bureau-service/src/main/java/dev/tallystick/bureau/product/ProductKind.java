package dev.tallystick.bureau.product;

/** What comes out of a product. */
public enum ProductKind {
  /** A score with the facts it stands on. */
  REPORT,
  /** A score alone. */
  SCORE,
  /** Whether something looks like fraud. */
  ANTI_FRAUD,
  /** Whether something is as somebody said. */
  VERIFICATION;

  /** Whether what comes out is credit information about a person, whatever it is called (R04). */
  boolean isCredit() {
    return this == REPORT || this == SCORE;
  }
}
