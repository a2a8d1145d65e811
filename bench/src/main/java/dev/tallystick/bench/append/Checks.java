package dev.tallystick.bench.append;

import dev.tallystick.bench.measure.Failures;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.measure.ProofCheck;
import dev.tallystick.bench.measure.Sample;
import java.util.Optional;

/**
 * Whether a run may be believed: every answer confirmed its event, every proof looked at was right,
 * and the log holds exactly what was confirmed.
 */
final class Checks {
  private final ProofCheck proofs;
  private Failures failures = Failures.NONE;
  private Failures wrongProofs = Failures.NONE;
  private long proofsChecked;
  private long confirmed;

  Checks(ProofCheck proofs) {
    this.proofs = proofs;
  }

  /** Takes the answers of a round of appends; call it when the round is over. */
  LoadResult appended(LoadResult result) {
    failures = failures.and(result.failures());
    confirmed += result.confirmed();
    for (Sample sample : result.samples()) {
      Optional<String> fault = proofs.fault(sample);
      proofsChecked++;
      if (fault.isPresent()) {
        wrongProofs = wrongProofs.and(1, fault.get());
      }
    }
    return result;
  }

  /** Takes a round of INSERTs, which prove nothing. */
  LoadResult inserted(LoadResult result) {
    failures = failures.and(result.failures());
    return result;
  }

  /** What was found, given the size that the log has in the end. */
  Findings findings(long treeSize) {
    return new Findings(proofsChecked, wrongProofs, failures, confirmed, treeSize);
  }

  /**
   * What was found.
   *
   * @param confirmed entries that answers said are logged
   * @param treeSize entries that are logged
   */
  record Findings(
      long proofsChecked, Failures wrongProofs, Failures failures, long confirmed, long treeSize) {
    boolean isSound() {
      return proofsChecked > 0
          && wrongProofs.count() == 0
          && failures.count() == 0
          && treeSize >= confirmed;
    }
  }
}
