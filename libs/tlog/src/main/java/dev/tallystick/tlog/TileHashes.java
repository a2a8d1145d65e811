package dev.tallystick.tlog;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Subtree roots out of tiles, each of which is read once while this object lives. */
final class TileHashes implements Subtrees<IOException> {
  private final TileReader reader;
  private final long size;
  private final Map<Tile, byte[]> read = new HashMap<>();

  TileHashes(TileReader reader, long size) {
    this.reader = reader;
    this.size = size;
  }

  @Override
  public Hash root(long from, long to) throws IOException {
    if (Long.bitCount(to - from) == 1) {
      return complete(from, Long.numberOfTrailingZeros(to - from));
    }
    long k = Subtrees.split(from, to);
    return Merkle.nodeHash(root(from, k), root(k, to));
  }

  /** Returns the root of the complete subtree of this height that begins with this entry. */
  private Hash complete(long from, int height) throws IOException {
    int level = height / Tile.HEIGHT;
    long first = from >>> (level * Tile.HEIGHT);
    int count = 1 << (height % Tile.HEIGHT);
    // The last of the hashes decides which tile it is: all of them are in one.
    Tile tile = Tile.holding(level, first + count - 1, size);
    byte[] bytes = bytes(tile);
    int offset = (int) (first % Tile.FULL_WIDTH);
    List<Hash> hashes =
        IntStream.range(offset, offset + count)
            .mapToObj(i -> Hash.copyOf(bytes, i * Hash.SIZE))
            .toList();
    return Merkle.root(hashes);
  }

  private byte[] bytes(Tile tile) throws IOException {
    byte[] bytes = read.get(tile);
    if (bytes == null) {
      bytes = reader.read(tile);
      if (bytes.length != tile.width() * Hash.SIZE) {
        throw new IOException(
            "%s has %d bytes, not %d"
                .formatted(tile.path(), bytes.length, tile.width() * Hash.SIZE));
      }
      read.put(tile, bytes);
    }
    return bytes;
  }
}
