package dev.tallystick.tlog;

import java.util.LinkedHashSet;
import java.util.Set;

/** Walks along proofs without hashing anything, and notes the tiles that they are read from. */
final class TilesOfProofs implements Subtrees<RuntimeException> {
  private final long size;
  private final Set<Tile> tiles = new LinkedHashSet<>();

  TilesOfProofs(long size) {
    this.size = size;
  }

  Set<Tile> named() {
    return tiles;
  }

  /** Notes the tiles under the range; what it returns is no root. */
  @Override
  public Hash root(long from, long to) {
    if (Long.bitCount(to - from) == 1) {
      tiles.add(TileHashes.tile(from, Long.numberOfTrailingZeros(to - from), size));
    } else {
      long k = Subtrees.split(from, to);
      root(from, k);
      root(k, to);
    }
    return Merkle.EMPTY_ROOT;
  }
}
