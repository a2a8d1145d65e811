package dev.tallystick.audit.sequencing;

import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TreeBatch;

/**
 * The tree after a committed batch, with its signed checkpoint: gives the proofs of the batch's
 * entries.
 */
public final class LoggedBatch {
  private final TreeBatch tree;
  private final SignedNote checkpoint;
  private final String checkpointJson;

  LoggedBatch(TreeBatch tree, SignedNote checkpoint) {
    tree.root(); // Computes what proofs share, so that several threads may ask for them.
    this.tree = tree;
    this.checkpoint = checkpoint;
    this.checkpointJson = NoteJson.quote(checkpoint.toString());
  }

  /**
   * The proof that the entry at {@code index}, one of the batch, is in the tree of {@link
   * #checkpoint()}.
   */
  public InclusionProof inclusionProof(long index) {
    return tree.inclusionProof(index);
  }

  /** The signed checkpoint that covers the batch, once per batch as a JSON string. */
  public String checkpointJson() {
    return checkpointJson;
  }

  /** The signed checkpoint that covers the batch. */
  public SignedNote checkpoint() {
    return checkpoint;
  }
}
