package dev.tallystick.vault.link;

/** How far a claim about two tokens is. */
public enum LinkClaimState {
  /** Neither confirmed nor disputed. */
  OPEN,
  /** Confirmed, and the log does not have it yet: opens nothing. */
  LINKING,
  /** The tokens are one person's. */
  LINKED,
  /** It is wrong, or was taken back before anybody confirmed it. */
  DISPUTED,
  /** It was confirmed and is undone. */
  UNLINKED;

  /** Whether there is, or is about to be, a link. */
  boolean isConfirmed() {
    return this == LINKING || this == LINKED;
  }
}
