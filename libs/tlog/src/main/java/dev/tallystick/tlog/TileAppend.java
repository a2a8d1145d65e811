package dev.tallystick.tlog;

import java.util.List;

/**
 * Hashes to be added at the end of one tile.
 *
 * @param level the tile's level, 0 for leaf hashes
 * @param index the tile's index in its level
 * @param offset how many hashes the tile holds already
 * @param hashes what follows them; at least one, and at most up to the full width
 */
public record TileAppend(int level, long index, int offset, List<Hash> hashes) {
  /** Refuses an append that does not fit into a tile. */
  public TileAppend {
    hashes = List.copyOf(hashes);
    if (level < 0 || index < 0 || offset < 0 || hashes.isEmpty()) {
      throw new IllegalArgumentException("not an append to a tile");
    }
    if (offset + hashes.size() > Tile.FULL_WIDTH) {
      throw new IllegalArgumentException(
          "a tile has no room for %d hashes after %d".formatted(hashes.size(), offset));
    }
  }

  /** Returns the tile as it is after the append. */
  public Tile tile() {
    return new Tile(level, index, offset + hashes.size());
  }
}
