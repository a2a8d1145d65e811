package dev.tallystick.events.receipt;

import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.TlogException;
import dev.tallystick.tlog.TlogProof;
import dev.tallystick.tlog.VerifiedCheckpoint;

/**
 * The proof, to be checked offline, that one event is logged: an opening of it and the proof that
 * its entry is in the log. Kept in files named {@code .receipt.json}.
 *
 * <p>A parsed receipt is what somebody sent; {@link #verify} decides. Grade and policy hash are
 * what the log says of itself: nothing here checks them, a verifier with the policy does.
 *
 * @param proof the inclusion proof and the checkpoint it leads to
 * @param policyHash SHA-256 of the policy file that says which witnesses count
 */
public record Receipt(Opening opening, TlogProof proof, ReceiptGrade grade, Hash policyHash) {
  /** The longest receipt that is read, in bytes. */
  public static final int MAX_SIZE = 4 * 1024 * 1024;

  /** Refuses proofs with extra data, for which nothing would vouch. */
  public Receipt {
    if (proof.extra().isPresent()) {
      throw new IllegalArgumentException("a receipt's proof has no extra data");
    }
  }

  /**
   * Reads a receipt.
   *
   * @throws InvalidReceiptException naming the field that is not as it must be
   */
  public static Receipt parse(byte[] json) throws InvalidReceiptException {
    return ReceiptForm.read(json);
  }

  /** The receipt as canonical JSON. */
  public byte[] toJson() {
    return ReceiptForm.write(this);
  }

  /** The entry's place in the log. */
  public long index() {
    return proof.inclusion().index();
  }

  /**
   * Checks that the log with this key holds the opened event: recomputes the entry from the
   * opening, follows the path to the root, and checks the log's signature and origin and the
   * signatures of the witnesses given.
   *
   * @return the checkpoint; whether its cosignatures are enough is for the caller's policy
   * @throws InvalidReceiptException if any of it fails; if none is thrown, the event is logged
   */
  public VerifiedCheckpoint verify(NoteVerifier log, NoteVerifier... witnesses)
      throws InvalidReceiptException {
    try {
      return proof.verify(Merkle.leafHash(opening.entry()), log, witnesses);
    } catch (TlogException e) {
      throw new InvalidReceiptException("tlogProof", "does not hold: " + e.getMessage());
    }
  }
}
