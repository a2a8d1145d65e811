package dev.tallystick.tlog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree that grows by one batch: from the frontier before it, the batch gives the frontier, root,
 * proofs and tile hashes after it.
 *
 * <p>An entry costs two hash computations on average, a proof none. Memory grows with the batch and
 * the logarithm of the tree. Not thread-safe; once nothing is added any more and {@link #root} has
 * been called, the other methods may be called by several threads.
 */
public final class TreeBatch {
  private final Frontier base;
  private final List<Level> levels = new ArrayList<>();
  private long size;

  /** See {@link #edges}; null when an entry has been added since it was computed. */
  private @Nullable List<@Nullable Hash> edges;

  /** Begins with the tree that has this right edge. */
  public TreeBatch(Frontier base) {
    this.base = base;
    this.size = base.size();
    int peak = base.hashes().size();
    for (int height = 0; base.size() >>> height != 0; height++) {
      Level level = new Level(height, base.size());
      if ((base.size() >>> height & 1) == 1) {
        level.nodes.add(base.hashes().get(--peak));
      }
      levels.add(level);
    }
  }

  /** Adds an entry and returns its index. */
  public long add(Hash leafHash) {
    long added = size;
    size = Math.addExact(size, 1);
    edges = null;
    long index = added;
    Hash node = leafHash;
    for (int height = 0; ; height++) {
      if (height == levels.size()) {
        levels.add(new Level(height, base.size()));
      }
      levels.get(height).nodes.add(node);
      if ((index & 1) == 0) {
        return added;
      }
      node = Merkle.nodeHash(node(height, index - 1), node);
      index >>>= 1;
    }
  }

  /** The number of entries in the tree, those of the batch included. */
  public long size() {
    return size;
  }

  /** Returns the root of the tree, the batch included. */
  public Hash root() {
    Hash root = edges().get(levels.size());
    return root == null ? Merkle.EMPTY_ROOT : root;
  }

  /** Returns the right edge of the tree, from which the next batch begins. */
  public Frontier frontier() {
    List<Hash> hashes = new ArrayList<>(Long.bitCount(size));
    for (int height = levels.size() - 1; height >= 0; height--) {
      if ((size >>> height & 1) == 1) {
        hashes.add(node(height, (size >>> height) - 1));
      }
    }
    return Frontier.of(size, hashes);
  }

  /**
   * Returns the proof that an entry of this batch is in the tree of the present size.
   *
   * @throws IndexOutOfBoundsException if the entry is not of this batch
   */
  public InclusionProof inclusionProof(long index) {
    if (index < base.size() || index >= size) {
      throw new IndexOutOfBoundsException(
          "entry %d is not in the batch from %d to %d".formatted(index, base.size(), size));
    }
    List<@Nullable Hash> edges = edges();
    List<Hash> path = new ArrayList<>(levels.size());
    long fn = index;
    long sn = size - 1;
    for (int height = 0; sn > 0; height++) {
      if ((fn & 1) == 1) {
        path.add(node(height, fn - 1));
      } else if (fn < sn) {
        Hash edge = fn + 1 == size >>> height ? edges.get(height) : null;
        path.add(edge == null ? node(height, fn + 1) : edge);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return new InclusionProof(index, path);
  }

  /**
   * Returns, tile by tile, the hashes that the batch adds, lower levels first. After them the tiles
   * of the new size are complete.
   */
  public List<TileAppend> newTileHashes() {
    List<TileAppend> appends = new ArrayList<>();
    for (int level = 0; level * Tile.HEIGHT < levels.size(); level++) {
      int height = level * Tile.HEIGHT;
      long end = size >>> height;
      for (long i = base.size() >>> height; i < end; ) {
        int offset = (int) (i % Tile.FULL_WIDTH);
        int count = (int) Math.min(Tile.FULL_WIDTH - offset, end - i);
        appends.add(new TileAppend(level, i / Tile.FULL_WIDTH, offset, nodes(height, i, count)));
        i += count;
      }
    }
    return appends;
  }

  private Hash node(int height, long index) {
    Level level = levels.get(height);
    return level.nodes.get((int) (index - level.first));
  }

  private List<Hash> nodes(int height, long index, int count) {
    Level level = levels.get(height);
    int from = (int) (index - level.first);
    return level.nodes.subList(from, from + count);
  }

  /**
   * For each height h the root over the last (size mod 2^h) entries, null if there are none: the
   * incomplete subtrees at the right, which proofs share.
   */
  private List<@Nullable Hash> edges() {
    List<@Nullable Hash> known = edges;
    if (known != null) {
      return known;
    }
    List<@Nullable Hash> computed = new ArrayList<>(levels.size() + 1);
    Hash edge = null;
    computed.add(edge);
    for (int height = 0; height < levels.size(); height++) {
      if ((size >>> height & 1) == 1) {
        Hash peak = node(height, (size >>> height) - 1);
        edge = edge == null ? peak : Merkle.nodeHash(peak, edge);
      }
      computed.add(edge);
    }
    edges = computed;
    return computed;
  }

  /**
   * The complete subtrees of one height that the batch knows: those it completes and, before them,
   * the one of the base's frontier, if there is one of this height.
   */
  private static final class Level {
    final long first;
    final List<Hash> nodes = new ArrayList<>();

    Level(int height, long baseSize) {
      long complete = baseSize >>> height;
      this.first = complete - (complete & 1);
    }
  }
}
