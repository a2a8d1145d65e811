package dev.tallystick.evidence;

import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.receipt.ReceiptGrade;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.MalformedCheckpointException;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.UnverifiedNoteException;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The part of a bundle that rests on hashes and signatures alone.
 *
 * @param note the checkpoint with its signatures
 * @param checkpoint what it claims
 * @param policy the policy of the log
 * @param policyText its file
 * @param receipts a receipt of each entry, by its index
 */
record BundleProofs(
    SignedNote note,
    Checkpoint checkpoint,
    Policy policy,
    String policyText,
    NavigableMap<Long, Receipt> receipts) {

  BundleProofs {
    receipts = Collections.unmodifiableNavigableMap(new TreeMap<>(receipts));
  }

  /** What the signatures amount to by the bundle's own policy; empty if it does not accept them. */
  Optional<Policy.Acceptance> acceptance() {
    try {
      return Optional.of(policy.check(note));
    } catch (UnverifiedNoteException | MalformedCheckpointException e) {
      return Optional.empty();
    }
  }

  /**
   * What stands behind a checkpoint, by this policy.
   *
   * @throws UnverifiedNoteException if the policy's log has not signed it
   */
  static ReceiptGrade grade(Policy policy, SignedNote note)
      throws UnverifiedNoteException, MalformedCheckpointException {
    Policy.Acceptance accepted = policy.check(note);
    boolean isWitnessed =
        !policy.isWithoutWitnesses() && accepted.quorum() == Policy.QuorumResult.MET;
    return isWitnessed ? ReceiptGrade.WITNESSED : ReceiptGrade.DURABLE;
  }
}
