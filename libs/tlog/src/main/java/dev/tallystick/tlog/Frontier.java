package dev.tallystick.tlog;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a tree: the roots of its complete subtrees, largest first. It is all that one
 * needs to keep in order to go on growing the tree.
 *
 * <p>Immutable. A tree of size s has one subtree for each bit that is set in s, at most 63.
 */
public final class Frontier {
  /** The edge of the tree without entries. */
  public static final Frontier EMPTY = new Frontier(0, List.of());

  private final long size;
  private final List<Hash> hashes;

  private Frontier(long size, List<Hash> hashes) {
    this.size = size;
    this.hashes = hashes;
  }

  /**
   * Returns the edge of the tree of this size with these subtree roots, largest subtree first.
   *
   * @throws IllegalArgumentException if the size does not have that many subtrees
   */
  public static Frontier of(long size, List<Hash> hashes) {
    if (size < 0) {
      throw new IllegalArgumentException("negative tree size " + size);
    }
    if (hashes.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException(
          "the frontier of size %d has %d hashes, not %d"
              .formatted(size, Long.bitCount(size), hashes.size()));
    }
    return new Frontier(size, List.copyOf(hashes));
  }

  /**
   * Reads what {@link #toByteArray} wrote; there is one byte string for each frontier.
   *
   * @throws IllegalArgumentException if the bytes are anything else
   */
  public static Frontier parse(byte[] bytes) {
    if (bytes.length < Long.BYTES || (bytes.length - Long.BYTES) % Hash.SIZE != 0) {
      throw new IllegalArgumentException(bytes.length + " bytes are no frontier");
    }
    List<Hash> hashes = new ArrayList<>();
    for (int offset = Long.BYTES; offset < bytes.length; offset += Hash.SIZE) {
      hashes.add(Hash.copyOf(bytes, offset));
    }
    return of(ByteBuffer.wrap(bytes).getLong(), hashes);
  }

  /** Returns the size as a big-endian uint64, then the hashes, largest subtree first. */
  public byte[] toByteArray() {
    byte[] bytes = new byte[Long.BYTES + hashes.size() * Hash.SIZE];
    ByteBuffer.wrap(bytes).putLong(size);
    int offset = Long.BYTES;
    for (Hash hash : hashes) {
      hash.copyTo(bytes, offset);
      offset += Hash.SIZE;
    }
    return bytes;
  }

  /** The number of entries in the tree. */
  public long size() {
    return size;
  }

  /** The roots of the complete subtrees, largest, that is leftmost, first. */
  public List<Hash> hashes() {
    return hashes;
  }

  /** Returns the root of the whole tree. */
  public Hash root() {
    if (size == 0) {
      return Merkle.EMPTY_ROOT;
    }
    int last = hashes.size() - 1;
    Hash root = hashes.get(last);
    for (int i = last - 1; i >= 0; i--) {
      root = Merkle.nodeHash(hashes.get(i), root);
    }
    return root;
  }

  /** Returns the edge of the tree with one entry more. */
  public Frontier append(Hash leafHash) {
    // Each trailing one bit of the size is a subtree that the new entry completes to a larger one.
    int kept = hashes.size() - Long.numberOfTrailingZeros(~size);
    Hash node = leafHash;
    for (int i = hashes.size() - 1; i >= kept; i--) {
      node = Merkle.nodeHash(hashes.get(i), node);
    }
    List<Hash> next = new ArrayList<>(kept + 1);
    next.addAll(hashes.subList(0, kept));
    next.add(node);
    return of(Math.addExact(size, 1), next);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Frontier that && size == that.size && hashes.equals(that.hashes);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(size) + hashes.hashCode();
  }

  @Override
  public String toString() {
    return "Frontier[size=" + size + ", root=" + root() + "]";
  }
}
