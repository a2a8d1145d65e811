package dev.tallystick.audit.proof;

import dev.tallystick.audit.key.CheckpointSigner;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.SignableStates;
import dev.tallystick.audit.storage.TileRepository;
import dev.tallystick.audit.storage.UpperTiles;
import dev.tallystick.audit.witness.Witnessed;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileReader;
import dev.tallystick.tlog.TileTree;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Proofs for entries of any age, from the stored tiles: O(log n) reads. Blocks on the database;
 * thread-safe.
 */
public final class Proofs {
  private final SignableStates states;
  private final TileRepository tiles;
  private final UpperTiles upper;
  private final CheckpointSigner signer;
  private final WitnessedCheckpoints witnessed;

  /** Proofs over the service's own tables. */
  public Proofs(
      SignableStates states,
      TileRepository tiles,
      CheckpointSigner signer,
      WitnessedCheckpoints witnessed) {
    this.states = states;
    this.tiles = tiles;
    this.upper = new UpperTiles(tiles);
    this.signer = signer;
    this.witnessed = witnessed;
  }

  /**
   * An inclusion proof and the checkpoint it leads to.
   *
   * @param isWitnessed whether the checkpoint bears the cosignatures of a quorum
   */
  public record Proof(InclusionProof inclusion, SignedNote checkpoint, boolean isWitnessed) {}

  /**
   * The best proof of the entry at {@code index}: in the newest witnessed tree if that has it, else
   * in the newest committed one.
   */
  public Proof best(long index) {
    Witnessed cosigned = witnessed.newest().filter(found -> found.covers(index)).orElse(null);
    return cosigned == null
        ? now(index)
        : new Proof(
            inclusion(index, cosigned.checkpoint().size()),
            cosigned.note(),
            /* isWitnessed= */ true);
  }

  /** The proofs of these entries in the tree of this size, by index; one read of tiles for all. */
  public Map<Long, InclusionProof> inclusion(Collection<Long> indexes, long size) {
    List<Long> asked = indexes.stream().distinct().toList();
    Map<Tile, byte[]> read = upper.findAll(new TileTree(tiles, size).tilesOf(asked));
    TileReader reader =
        tile -> {
          byte[] bytes = read.get(tile);
          if (bytes == null) {
            throw new IOException("the log has no " + tile.path());
          }
          return bytes;
        };
    try {
      return new TileTree(reader, size)
          .inclusionProofs(asked).stream()
              .collect(Collectors.toMap(InclusionProof::index, Function.identity()));
    } catch (IOException e) {
      throw new LogStoreException("a stored tile is missing", e);
    }
  }

  /** The proof that the tree of this size begins with that of the old size. */
  public ConsistencyProof consistency(long oldSize, long size) {
    try {
      return new TileTree(tiles, size).consistencyProof(oldSize);
    } catch (IOException e) {
      throw new LogStoreException("a stored tile is missing", e);
    }
  }

  /** The proof of the entry at {@code index} in the newest committed tree. */
  public Proof now(long index) {
    LogState state =
        states.newest().orElseThrow(() -> new LogStoreException("the log has no state"));
    return new Proof(inclusion(index, state.size()), signer.sign(state), /* isWitnessed= */ false);
  }

  private InclusionProof inclusion(long index, long treeSize) {
    try {
      return new TileTree(tiles, treeSize).inclusionProof(index);
    } catch (IOException e) {
      throw new LogStoreException("a stored tile is missing", e);
    }
  }
}
