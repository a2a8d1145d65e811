package dev.tallystick.tlog;

import java.util.Optional;

/**
 * The place and width of a tile: up to 256 consecutive hashes of one level of the tree, or, at
 * level {@link #ENTRIES}, the entries themselves. Paths are those of c2sp.org/tlog-tiles.
 *
 * @param level 0 for leaf hashes, each level above stands for 256 times as many entries
 * @param index the tile's place in its level
 * @param width how many hashes or entries it holds, 1 to 256; a tile of fewer than 256 is partial
 */
public record Tile(int level, long index, int width) {
  /** The width of a tile to which nothing can be added. */
  public static final int FULL_WIDTH = 256;

  /** The level of entry bundles. */
  public static final int ENTRIES = -1;

  /** The highest level that a path can name. */
  public static final int MAX_LEVEL = 63;

  /** How many levels of the binary tree a tile spans. */
  static final int HEIGHT = 8;

  /** Refuses what no path can name. */
  public Tile {
    if (level < ENTRIES || level > MAX_LEVEL) {
      throw new IllegalArgumentException("no tile level " + level);
    }
    if (index < 0) {
      throw new IllegalArgumentException("negative tile index " + index);
    }
    if (width < 1 || width > FULL_WIDTH) {
      throw new IllegalArgumentException("no tile width " + width);
    }
  }

  /**
   * Returns the tile that holds hash (or entry) number {@code hashIndex} of a level, as wide as it
   * is in a tree of {@code size} entries.
   *
   * @throws IndexOutOfBoundsException if that tree does not have the hash
   */
  public static Tile holding(int level, long hashIndex, long size) {
    int shift = HEIGHT * Math.max(level, 0);
    long hashes = shift < Long.SIZE ? size >>> shift : 0;
    if (hashIndex < 0 || hashIndex >= hashes) {
      throw new IndexOutOfBoundsException(
          "level %d of a tree of size %d has %d hashes, not %d"
              .formatted(level, size, hashes, hashIndex + 1));
    }
    long index = hashIndex / FULL_WIDTH;
    return new Tile(level, index, (int) Math.min(FULL_WIDTH, hashes - index * FULL_WIDTH));
  }

  /** Whether the tile holds fewer than 256 hashes. */
  public boolean isPartial() {
    return width < FULL_WIDTH;
  }

  /** Whether this is an entry bundle. */
  public boolean isEntries() {
    return level == ENTRIES;
  }

  /** Returns the path below the log's prefix, such as {@code tile/0/x001/x234/067.p/8}. */
  public String path() {
    StringBuilder path = new StringBuilder("tile/");
    path.append(isEntries() ? "entries" : Integer.toString(level)).append('/');
    String digits = Long.toString(index);
    String padded = "0".repeat((3 - digits.length() % 3) % 3) + digits;
    for (int i = 0; i < padded.length(); i += 3) {
      boolean last = i + 3 == padded.length();
      path.append(last ? "" : "x").append(padded, i, i + 3).append(last ? "" : "/");
    }
    return isPartial() ? path.append(".p/").append(width).toString() : path.toString();
  }

  /**
   * Reads a path as {@link #path} writes it.
   *
   * @throws MalformedTilePathException if the text is anything else
   */
  public static Tile parse(String path) throws MalformedTilePathException {
    return TilePath.parse(path);
  }

  /** Reads a path as {@link #path} writes it, or returns nothing. */
  public static Optional<Tile> find(String path) {
    try {
      return Optional.of(parse(path));
    } catch (MalformedTilePathException e) {
      return Optional.empty();
    }
  }
}
