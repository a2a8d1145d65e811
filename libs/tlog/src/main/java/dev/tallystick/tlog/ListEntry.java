package dev.tallystick.tlog;

import java.nio.ByteBuffer;

/**
 * An entry of the log as it stands in the list of a label: a leaf of the tree over that list.
 *
 * @param logIndex the entry's place in the log
 * @param entry the entry
 */
public record ListEntry(long logIndex, Hash entry) {
  private static final int SIZE = Long.BYTES + Hash.SIZE;

  /** Refuses places that no log has. */
  public ListEntry {
    if (logIndex < 0) {
      throw new IllegalArgumentException("negative index " + logIndex);
    }
  }

  /** Returns uint64 log index ‖ entry. */
  public byte[] toByteArray() {
    byte[] bytes = new byte[SIZE];
    ByteBuffer.wrap(bytes).putLong(logIndex);
    entry.copyTo(bytes, Long.BYTES);
    return bytes;
  }

  /** Returns the leaf hash over {@link #toByteArray}. */
  public Hash leafHash() {
    return Merkle.leafHash(toByteArray());
  }
}
