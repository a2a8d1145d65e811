package dev.tallystick.audit.receiving;

import java.time.Duration;

/**
 * What is asked of recipients.
 *
 * @param due how long after a quorum's checkpoint covers a release its receipt is awaited
 * @param window how long a receipt that is overdue counts; one that can never be given, because the
 *     recipient has lost what it received, must not shut it out for ever
 * @param limit how many may be overdue before nothing more is released to the recipient
 * @param suspension how long it lasts; it is renewed as long as there is cause
 */
public record ReceiptTerms(Duration due, Duration window, int limit, Duration suspension) {
  /** A recipient that acknowledges what it missed is let in again after this long at the latest. */
  private static final Duration SHORTEST = Duration.ofMinutes(2);

  /** Refuses terms that nobody could keep. */
  public ReceiptTerms {
    if (due.compareTo(SHORTEST) < 0 || suspension.compareTo(SHORTEST.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "tallystick.audit.receipts: due is 2 minutes or more, suspension 4");
    }
    if (window.isNegative() || window.isZero() || limit < 1) {
      throw new IllegalArgumentException(
          "tallystick.audit.receipts: window is longer than nothing, limit 1 or more");
    }
  }
}
