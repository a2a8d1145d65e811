package dev.tallystick.tally.log;

import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The tiles and entry bundles among a log's files, for one of its sizes.
 *
 * <p>A tile is read as wide as it is at that size, and cut to what is asked for. Where a partial
 * tile is gone because it has been filled since, the beginning of the full one stands in for it.
 * What cannot be right by its length is refused here; thread-safe.
 */
public final class LogTiles implements TileReader {
  /** An entry in a bundle: two bytes of length, then the 32 bytes of a hash. */
  private static final int ENTRY_SIZE = Short.BYTES + Hash.SIZE;

  private static final int MOST = Tile.FULL_WIDTH * ENTRY_SIZE;

  private final LogFiles files;
  private final long size;

  /** Reads from these files, which are of a log of at least this size. */
  public LogTiles(LogFiles files, long size) {
    this.files = files;
    this.size = size;
  }

  /**
   * Returns the bytes of the tile.
   *
   * @throws WrongFileException if the log does not have it, or with another length than it must
   *     have
   * @throws UnreachableException if it cannot be had
   */
  @Override
  public byte[] read(Tile tile) throws IOException {
    Tile published = asPublished(tile);
    Optional<byte[]> file = find(published);
    if (file.isEmpty() && published.isPartial()) {
      file = find(new Tile(tile.level(), tile.index(), Tile.FULL_WIDTH));
    }
    byte[] bytes = file.orElseThrow(() -> new WrongFileException(published.path(), "is missing"));
    return bytes.length == size(tile) ? bytes : Arrays.copyOf(bytes, size(tile));
  }

  private Tile asPublished(Tile tile) {
    return Tile.holding(tile.level(), tile.index() * Tile.FULL_WIDTH, size);
  }

  private Optional<byte[]> find(Tile tile) throws IOException {
    Optional<byte[]> file = files.find(tile.path(), MOST);
    if (file.isPresent() && file.get().length != size(tile)) {
      throw new WrongFileException(
          tile.path(), "has %d bytes, not %d".formatted(file.get().length, size(tile)));
    }
    return file;
  }

  /** Returns how many bytes the tile has; every entry of this kind of log is a hash. */
  static int size(Tile tile) {
    return tile.width() * (tile.isEntries() ? ENTRY_SIZE : Hash.SIZE);
  }
}
