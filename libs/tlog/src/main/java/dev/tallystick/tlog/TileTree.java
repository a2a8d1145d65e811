package dev.tallystick.tlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The tree of one size, read from tiles. Every answer reads the few tiles that it needs, their
 * number growing with the logarithm of the size.
 *
 * <p>Nothing that it says is verified: compare {@link #root} with a checkpoint, or check the proofs
 * by their {@code proves}. It keeps no state and is as thread-safe as its reader.
 */
public final class TileTree {
  private final TileReader reader;
  private final long size;

  /** Makes a tree of this size over the tiles that the reader answers with. */
  public TileTree(TileReader reader, long size) {
    if (size < 0) {
      throw new IllegalArgumentException("negative tree size " + size);
    }
    this.reader = reader;
    this.size = size;
  }

  /** The number of entries. */
  public long size() {
    return size;
  }

  /** Returns the root of the tree. */
  public Hash root() throws IOException {
    return size == 0 ? Merkle.EMPTY_ROOT : hashes().root(0, size);
  }

  /** Returns the right edge of the tree, from which a {@link TreeBatch} grows it. */
  public Frontier frontier() throws IOException {
    TileHashes tiles = hashes();
    List<Hash> peaks = new ArrayList<>();
    long from = 0;
    for (long rest = size; rest != 0; rest -= Long.highestOneBit(rest)) {
      long to = from + Long.highestOneBit(rest);
      peaks.add(tiles.root(from, to));
      from = to;
    }
    return Frontier.of(size, peaks);
  }

  /**
   * Returns the leaf hash of an entry.
   *
   * @throws IndexOutOfBoundsException if the tree does not have the entry
   */
  public Hash leafHash(long index) throws IOException {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          "entry %d is not in a tree of size %d".formatted(index, size));
    }
    return hashes().root(index, index + 1);
  }

  /**
   * Returns the proof that an entry is in the tree.
   *
   * @throws IndexOutOfBoundsException if the tree does not have the entry
   */
  public InclusionProof inclusionProof(long index) throws IOException {
    return hashes().inclusionProof(index, size);
  }

  /**
   * Returns the proofs that these entries are in the tree, in the order of the indexes. Each tile
   * is read once for all of them.
   *
   * @throws IndexOutOfBoundsException if the tree does not have one of the entries
   */
  public List<InclusionProof> inclusionProofs(Collection<Long> indexes) throws IOException {
    TileHashes hashes = hashes();
    List<InclusionProof> proofs = new ArrayList<>(indexes.size());
    for (long index : indexes) {
      proofs.add(hashes.inclusionProof(index, size));
    }
    return proofs;
  }

  /**
   * Returns the tiles that the proofs of these entries are read from, so that a caller far away
   * from them can fetch all at once.
   *
   * @throws IndexOutOfBoundsException if the tree does not have one of the entries
   */
  public Set<Tile> tilesOf(Collection<Long> indexes) {
    TilesOfProofs tiles = new TilesOfProofs(size);
    for (long index : indexes) {
      tiles.inclusionProof(index, size);
    }
    return tiles.named();
  }

  /**
   * Returns the proof that the tree begins with the one of the old size.
   *
   * @throws IndexOutOfBoundsException if the old size is 0 or larger than this size
   */
  public ConsistencyProof consistencyProof(long oldSize) throws IOException {
    return hashes().consistencyProof(oldSize, size);
  }

  private TileHashes hashes() {
    return new TileHashes(reader, size);
  }
}
