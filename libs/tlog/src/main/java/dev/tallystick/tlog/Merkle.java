package dev.tallystick.tlog;

import java.security.MessageDigest;
import java.util.List;

/**
 * The hashes of RFC 6962 section 2.1: leaf, node, and the root over a list.
 *
 * <p>Leaves and nodes are hashed under different first bytes, so neither can pass for the other.
 */
public final class Merkle {
  /** The root of the tree without entries: SHA-256 of nothing. */
  public static final Hash EMPTY_ROOT = Hash.sha256();

  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;

  private Merkle() {}

  /** Returns SHA-256(0x00 ‖ entry). */
  public static Hash leafHash(byte[] entry) {
    return leafHash(entry, 0, entry.length);
  }

  /** Returns SHA-256(0x00 ‖ entry) of the entry at this place in the array. */
  static Hash leafHash(byte[] bytes, int offset, int length) {
    MessageDigest digest = Sha256.start();
    digest.update(LEAF);
    digest.update(bytes, offset, length);
    return Hash.takeOwnershipOf(digest.digest());
  }

  /** Returns SHA-256(0x00 ‖ entry) of an entry that is itself a hash. */
  public static Hash leafHash(Hash entry) {
    MessageDigest digest = Sha256.start();
    digest.update(LEAF);
    entry.updateInto(digest);
    return Hash.takeOwnershipOf(digest.digest());
  }

  /** Returns SHA-256(0x01 ‖ left ‖ right). */
  public static Hash nodeHash(Hash left, Hash right) {
    MessageDigest digest = Sha256.start();
    digest.update(NODE);
    left.updateInto(digest);
    right.updateInto(digest);
    return Hash.takeOwnershipOf(digest.digest());
  }

  /**
   * Returns the Merkle Tree Hash over the leaf hashes, as RFC 6962 defines it. It takes time
   * proportional to the list; a log that grows uses {@link TreeBatch}.
   */
  public static Hash root(List<Hash> leafHashes) {
    int n = leafHashes.size();
    if (n == 0) {
      return EMPTY_ROOT;
    }
    if (n == 1) {
      return leafHashes.get(0);
    }
    int k = Integer.highestOneBit(n - 1);
    return nodeHash(root(leafHashes.subList(0, k)), root(leafHashes.subList(k, n)));
  }

  /**
   * Returns the proof that one of the leaf hashes is in the tree over the list. It takes time
   * proportional to the list.
   *
   * @throws IndexOutOfBoundsException if the list has no such index
   */
  public static InclusionProof inclusionProof(long index, List<Hash> leafHashes) {
    return subtrees(leafHashes).inclusionProof(index, leafHashes.size());
  }

  /**
   * Returns the proof that the tree over the list begins with that over its first {@code oldSize}
   * leaf hashes. It takes time proportional to the list.
   *
   * @throws IndexOutOfBoundsException if the old size is 0 or larger than the list
   */
  public static ConsistencyProof consistencyProof(long oldSize, List<Hash> leafHashes) {
    return subtrees(leafHashes).consistencyProof(oldSize, leafHashes.size());
  }

  private static Subtrees<RuntimeException> subtrees(List<Hash> leafHashes) {
    return (from, to) -> root(leafHashes.subList((int) from, (int) to));
  }
}
