package dev.tallystick.tlog;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Up to 256 consecutive entries of a log: for each a big-endian uint16 length and its bytes
 * (c2sp.org/tlog-tiles).
 *
 * <p>Immutable. There is one byte string for each list of entries.
 */
public final class EntryBundle {
  /** The longest entry that a bundle can hold, in bytes. */
  public static final int MAX_ENTRY_SIZE = 0xffff;

  private final byte[] bytes;

  /** Where each entry's bytes begin, and at the end where one more would. */
  private final int[] starts;

  private EntryBundle(byte[] bytes, int[] starts) {
    this.bytes = bytes;
    this.starts = starts;
  }

  /**
   * Returns the bytes of the bundle with these entries.
   *
   * @throws IllegalArgumentException if there are none, more than 256, or one is too long
   */
  public static byte[] encode(List<byte[]> entries) {
    requireWidth(entries.size());
    int length = 0;
    for (byte[] entry : entries) {
      if (entry.length > MAX_ENTRY_SIZE) {
        throw new IllegalArgumentException(
            "an entry has at most " + MAX_ENTRY_SIZE + " bytes, not " + entry.length);
      }
      length += Short.BYTES + entry.length;
    }
    ByteBuffer bundle = ByteBuffer.allocate(length);
    for (byte[] entry : entries) {
      bundle.putShort((short) entry.length).put(entry);
    }
    return bundle.array();
  }

  /** Returns the bytes of the bundle whose entries are hashes. */
  public static byte[] encodeHashes(List<Hash> entries) {
    return encode(entries.stream().map(Hash::toByteArray).toList());
  }

  /**
   * Reads a bundle of {@code width} entries. The array is copied.
   *
   * @throws MalformedEntryBundleException if the bytes do not hold exactly that many entries
   */
  public static EntryBundle decode(byte[] bytes, int width) throws MalformedEntryBundleException {
    requireWidth(width);
    int[] starts = new int[width + 1];
    int position = 0;
    for (int i = 0; i < width; i++) {
      if (bytes.length - position < Short.BYTES) {
        throw new MalformedEntryBundleException(
            "%d entries, not %d, and %d bytes".formatted(i, width, bytes.length - position));
      }
      int length = (bytes[position] & 0xff) << 8 | (bytes[position + 1] & 0xff);
      position += Short.BYTES;
      if (bytes.length - position < length) {
        throw new MalformedEntryBundleException(
            "entry %d of %d bytes has only %d".formatted(i, length, bytes.length - position));
      }
      starts[i] = position;
      position += length;
    }
    if (position != bytes.length) {
      throw new MalformedEntryBundleException(
          "%d bytes after entry %d, the last".formatted(bytes.length - position, width - 1));
    }
    starts[width] = position + Short.BYTES;
    return new EntryBundle(bytes.clone(), starts);
  }

  private static void requireWidth(int width) {
    if (width < 1 || width > Tile.FULL_WIDTH) {
      throw new IllegalArgumentException("no bundle has " + width + " entries");
    }
  }

  /** The number of entries. */
  public int size() {
    return starts.length - 1;
  }

  /** Returns a copy of the entry at this place in the bundle. */
  public byte[] entry(int i) {
    return Arrays.copyOfRange(bytes, starts[i], starts[i] + length(i));
  }

  /** Returns the leaf hash of the entry at this place in the bundle. */
  public Hash leafHash(int i) {
    return Merkle.leafHash(bytes, starts[i], length(i));
  }

  private int length(int i) {
    return starts[i + 1] - Short.BYTES - starts[i];
  }

  /** Returns a copy of the bytes of the bundle. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EntryBundle that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "EntryBundle[" + size() + " entries]";
  }
}
