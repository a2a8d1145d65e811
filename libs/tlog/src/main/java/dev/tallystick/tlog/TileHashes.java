package dev.tallystick.tlog;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Subtree roots out of tiles. While this object lives each tile is read once and each node in it
 * hashed once, so many proofs from one of them cost little more than a few.
 */
final class TileHashes implements Subtrees<IOException> {
  private final TileReader reader;
  private final long size;
  private final Map<Tile, Nodes> read = new HashMap<>();

  /** Roots of the incomplete subtrees at the right edge, by their first entry. */
  private final Map<Long, Hash> edges = new HashMap<>();

  TileHashes(TileReader reader, long size) {
    this.reader = reader;
    this.size = size;
  }

  @Override
  public Hash root(long from, long to) throws IOException {
    if (Long.bitCount(to - from) == 1) {
      return complete(from, Long.numberOfTrailingZeros(to - from));
    }
    Hash known = to == size ? edges.get(from) : null;
    if (known != null) {
      return known;
    }
    long k = Subtrees.split(from, to);
    Hash root = Merkle.nodeHash(root(from, k), root(k, to));
    if (to == size) {
      edges.put(from, root);
    }
    return root;
  }

  /** Returns the root of the complete subtree of this height that begins with this entry. */
  private Hash complete(long from, int height) throws IOException {
    Tile tile = tile(from, height, size);
    long first = from >>> (tile.level() * Tile.HEIGHT);
    int inTile = height % Tile.HEIGHT;
    return nodes(tile).node(inTile, (int) (first % Tile.FULL_WIDTH) >>> inTile);
  }

  /** Returns the tile that holds the hashes under the complete subtree. */
  static Tile tile(long from, int height, long size) {
    int level = height / Tile.HEIGHT;
    long first = from >>> (level * Tile.HEIGHT);
    // The last of the hashes decides which tile it is: all of them are in one.
    return Tile.holding(level, first + (1 << (height % Tile.HEIGHT)) - 1, size);
  }

  private Nodes nodes(Tile tile) throws IOException {
    Nodes nodes = read.get(tile);
    if (nodes == null) {
      byte[] bytes = reader.read(tile);
      if (bytes.length != tile.width() * Hash.SIZE) {
        throw new IOException(
            "%s has %d bytes, not %d"
                .formatted(tile.path(), bytes.length, tile.width() * Hash.SIZE));
      }
      nodes = new Nodes(bytes);
      read.put(tile, nodes);
    }
    return nodes;
  }

  /** The complete subtrees within a tile, hashed when they are asked for. */
  private static final class Nodes {
    private final byte[] bytes;
    private final @Nullable Hash[] hashes = new @Nullable Hash[2 * Tile.FULL_WIDTH];

    Nodes(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Returns number {@code index} of the subtrees over 2^height hashes of the tile. */
    Hash node(int height, int index) {
      // As in a heap: the subtree over all 256 hashes is 1, the hashes themselves begin at 256.
      int at = (Tile.FULL_WIDTH >>> height) + index;
      Hash known = hashes[at];
      if (known == null) {
        known =
            height == 0
                ? Hash.copyOf(bytes, index * Hash.SIZE)
                : Merkle.nodeHash(node(height - 1, 2 * index), node(height - 1, 2 * index + 1));
        hashes[at] = known;
      }
      return known;
    }
  }
}
