package dev.tallystick.audit.index;

import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Tile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Entries at consecutive places of one list, all within one tile of its tree: a row of a table. */
final class ListRun {
  private final Hash label;
  private final long place;
  private final List<Long> indexes = new ArrayList<>();
  private final List<Hash> leaves = new ArrayList<>();

  /** An empty run that begins at this place. */
  ListRun(Hash label, long place) {
    this.label = label;
    this.place = place;
  }

  Hash label() {
    return label;
  }

  /** The place of the first entry. */
  long place() {
    return place;
  }

  /** The log index of the first entry. */
  long firstIndex() {
    return indexes.get(0);
  }

  /** Whether what stands at this place belongs to another run. */
  boolean endsBefore(long next) {
    return next / Tile.FULL_WIDTH != place / Tile.FULL_WIDTH;
  }

  void add(long index, Hash leaf) {
    indexes.add(index);
    leaves.add(leaf);
  }

  /** Eight bytes for each log index. */
  byte[] indexBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(indexes.size() * Long.BYTES);
    indexes.forEach(bytes::putLong);
    return bytes.array();
  }

  /** The leaf hashes, one after the other. */
  byte[] leafBytes() {
    byte[] bytes = new byte[leaves.size() * Hash.SIZE];
    for (int i = 0; i < leaves.size(); i++) {
      leaves.get(i).copyTo(bytes, i * Hash.SIZE);
    }
    return bytes;
  }

  /** The log indexes in what {@link #indexBytes} wrote. */
  static long[] indexes(byte[] bytes) {
    long[] indexes = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(indexes);
    return indexes;
  }
}
