package dev.tallystick.tally.log;

import dev.tallystick.tlog.Tile;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * All bundles and tiles of a log of one size, in the order in which they can be rebuilt: each
 * bundle, then the tiles that it fills, and the partial tiles at the end. Memory does not grow with
 * the size.
 */
public final class TilePlan implements Iterator<Tile> {
  private final long size;
  private final ArrayDeque<Tile> next = new ArrayDeque<>();
  private long bundle;

  /** Plans for the first {@code size} entries. */
  public TilePlan(long size) {
    this.size = size;
    plan();
  }

  /** Returns how many bundles and tiles a log of this size has. */
  public static long count(long size) {
    long count = 0;
    for (long hashes = size; hashes > 0; hashes /= Tile.FULL_WIDTH) {
      long tiles = hashes / Tile.FULL_WIDTH + (hashes % Tile.FULL_WIDTH == 0 ? 0 : 1);
      // The entries' level has as many bundles as the one above it has tiles.
      count += hashes == size ? 2 * tiles : tiles;
    }
    return count;
  }

  @Override
  public boolean hasNext() {
    return !next.isEmpty();
  }

  @Override
  public Tile next() {
    if (next.isEmpty()) {
      throw new NoSuchElementException();
    }
    Tile tile = next.remove();
    if (next.isEmpty()) {
      plan();
    }
    return tile;
  }

  /** Plans the next bundle with the tiles that follow it; after the last one the partial tiles. */
  private void plan() {
    long first = bundle * Tile.FULL_WIDTH;
    if (first >= size) {
      return;
    }
    Tile entries = Tile.holding(Tile.ENTRIES, first, size);
    next.add(entries);
    if (!entries.isPartial()) {
      planFilled(bundle);
    }
    bundle++;
    if (bundle * Tile.FULL_WIDTH >= size) {
      planPartial();
    }
  }

  private void planFilled(long bottom) {
    long index = bottom;
    for (int level = 0; ; level++) {
      next.add(new Tile(level, index, Tile.FULL_WIDTH));
      if ((index + 1) % Tile.FULL_WIDTH != 0) {
        return;
      }
      index /= Tile.FULL_WIDTH;
    }
  }

  private void planPartial() {
    long hashes = size;
    for (int level = 0; hashes > 0; level++) {
      int width = (int) (hashes % Tile.FULL_WIDTH);
      hashes /= Tile.FULL_WIDTH;
      if (width > 0) {
        next.add(new Tile(level, hashes, width));
      }
    }
  }
}
