package dev.tallystick.party.account;

import dev.tallystick.events.type.ReleaseFee;

/** What an entry of the log does to what a lender owes a bureau. */
public enum FeeMove {
  /** A release was charged. */
  CHARGED(1),
  /** A release was free: the same was charged that day already. */
  REPEATED(0),
  /** A fee was taken back. */
  REVERSED(-1),
  /** A fee that was taken back stands again: what it was taken back for did not hold. */
  RESTORED(1);

  private final int sign;

  FeeMove(int sign) {
    this.sign = sign;
  }

  /** What a release with this fee has done. */
  public static FeeMove of(ReleaseFee fee) {
    return fee.dedupOf().isPresent() ? REPEATED : CHARGED;
  }

  /** How often the fee is added to the debt: once, not at all, or subtracted once. */
  public int sign() {
    return sign;
  }
}
