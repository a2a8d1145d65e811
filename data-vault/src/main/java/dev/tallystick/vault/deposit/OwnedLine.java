package dev.tallystick.vault.deposit;

import dev.tallystick.vault.deposit.LineOutcome.Admitted;
import dev.tallystick.vault.keystore.KeyOwner;

/** A line and whose it is. */
record OwnedLine(Admitted line, KeyOwner owner) {
  @Override
  public String toString() {
    return "OwnedLine[" + line + "]";
  }
}
