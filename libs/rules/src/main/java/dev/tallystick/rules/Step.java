package dev.tallystick.rules;

/** The leg of a transfer that a decision is about. */
public enum Step {
  /** Into the vault, by a platform. */
  DEPOSIT,
  /** From the vault to a bureau, on a platform's mandate. */
  RELEASE_1,
  /** From a bureau to a lender. */
  RELEASE_2,
  /** Any other hand-over, whatever it is called. */
  RELEASE,
  /** From a lender to a third party. */
  ONWARD
}
