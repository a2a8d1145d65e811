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
    MessageDigest digest = Sha256.start();
    digest.update(LEAF);
    digest.update(entry);
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
}
