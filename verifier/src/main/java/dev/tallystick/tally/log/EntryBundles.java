package dev.tallystick.tally.log;

import dev.tallystick.tlog.Tile;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The entry bundles of a log of some size, in order. */
public final class EntryBundles implements Iterator<Tile> {
  private final long size;
  private long first;

  /** Plans for the first {@code size} entries. */
  public EntryBundles(long size) {
    this.size = size;
  }

  @Override
  public boolean hasNext() {
    return first < size;
  }

  @Override
  public Tile next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Tile bundle = Tile.holding(Tile.ENTRIES, first, size);
    first += bundle.width();
    return bundle;
  }
}
