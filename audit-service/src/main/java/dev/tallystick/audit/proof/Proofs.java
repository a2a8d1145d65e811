package dev.tallystick.audit.proof;

import dev.tallystick.audit.key.CheckpointSigner;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.StateTable;
import dev.tallystick.audit.storage.TileTable;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TileTree;
import java.io.IOException;

/**
 * Proofs for entries of any age, from the stored tiles: O(log n) reads. Blocks on the database;
 * thread-safe.
 */
public final class Proofs {
  private final StateTable states;
  private final TileTable tiles;
  private final CheckpointSigner signer;

  /** Proofs over the service's own tables. */
  public Proofs(StateTable states, TileTable tiles, CheckpointSigner signer) {
    this.states = states;
    this.tiles = tiles;
    this.signer = signer;
  }

  /** An inclusion proof and the checkpoint it leads to. */
  public record Proof(InclusionProof inclusion, SignedNote checkpoint) {}

  /** The proof of the entry at {@code index} in the newest committed tree. */
  public Proof now(long index) {
    LogState state = states.find().orElseThrow(() -> new LogStoreException("the log has no state"));
    try {
      return new Proof(new TileTree(tiles, state.size()).inclusionProof(index), signer.sign(state));
    } catch (IOException e) {
      throw new LogStoreException("a stored tile is missing", e);
    }
  }
}
