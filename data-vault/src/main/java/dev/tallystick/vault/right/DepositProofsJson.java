package dev.tallystick.vault.right;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of proofs. */
record DepositProofsJson(List<DepositProofJson> deposits, @Nullable String next) {
  static DepositProofsJson of(List<DepositProofs.Proof> page) {
    return new DepositProofsJson(
        page.stream().map(DepositProofJson::of).toList(),
        page.isEmpty() ? null : page.get(page.size() - 1).record().id());
  }

  @Override
  public String toString() {
    return "DepositProofsJson[redacted]";
  }
}
