package dev.tallystick.audit.storage;

import dev.tallystick.tlog.Tile;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads many tiles at once, and keeps the full ones above the lowest level: they never change,
 * there is one for 65,536 entries, and nearly every proof needs some of them. At most 8 MiB.
 * Thread-safe.
 */
public final class UpperTiles {
  private static final int MOST = 1024;

  private final TileRepository tiles;
  private final ConcurrentHashMap<Tile, byte[]> kept = new ConcurrentHashMap<>();

  /** Keeps tiles of this table. */
  public UpperTiles(TileRepository tiles) {
    this.tiles = tiles;
  }

  /** These tiles, in one query at most; those that the tree has not grown to are left out. */
  public Map<Tile, byte[]> findAll(Collection<Tile> asked) {
    Map<Tile, byte[]> found = new HashMap<>();
    Set<Tile> missing = new HashSet<>(asked);
    for (Tile tile : asked) {
      byte[] known = kept.get(tile);
      if (known != null) {
        found.put(tile, known);
        missing.remove(tile);
      }
    }
    if (!missing.isEmpty()) {
      Map<Tile, byte[]> read = tiles.findAll(missing);
      read.forEach(this::keep);
      found.putAll(read);
    }
    return found;
  }

  private void keep(Tile tile, byte[] bytes) {
    if (tile.level() < 1 || tile.isPartial()) {
      return;
    }
    if (kept.size() >= MOST) {
      kept.clear();
    }
    kept.put(tile, bytes);
  }
}
