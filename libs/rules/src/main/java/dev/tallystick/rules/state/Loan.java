package dev.tallystick.rules.state;

/**
 * A loan, line or guarantee that a lender has reported to a bureau.
 *
 * @param kind {@code GUARANTEE}, {@code LINE} or {@code LOAN}
 */
public record Loan(
    String id, String kind, String subject, String lender, String bureau, boolean open) {
  Loan close() {
    return new Loan(id, kind, subject, lender, bureau, false);
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "Loan[" + id + "]";
  }
}
