package dev.tallystick.rules.state;

/**
 * A loan, line or guarantee that a lender has reported to a bureau.
 *
 * @param kind {@code GUARANTEE}, {@code LINE} or {@code LOAN}
 */
public record Loan(
    String id, String kind, String subject, String lender, String bureau, boolean open) {
  /** One that is over, of which nothing else counts. */
  static final Loan CLOSED = new Loan("", "", "", "", "", false);

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "Loan[" + id + "]";
  }
}
