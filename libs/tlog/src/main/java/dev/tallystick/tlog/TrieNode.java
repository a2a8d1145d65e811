package dev.tallystick.tlog;

import java.security.MessageDigest;

/**
 * A node of a {@link Trie}, with its hash. Immutable, so that tries of different times share what
 * has not changed between them.
 *
 * <p>The hashes are kept as bare bytes: a million labels have two million nodes. What is hashed for
 * a leaf has 64 bytes and for a branching 65, so neither can pass for the other.
 */
abstract class TrieNode {
  /** The position of a leaf, behind those of all bits: nothing branches there. */
  static final int LEAF = 8 * Hash.SIZE;

  /** The bit that the node branches at, or {@link #LEAF}; labels below agree on those before. */
  abstract int position();

  /** One of the leaves at or below this node, in the leftmost place. */
  abstract Leaf first();

  /** Feeds the hash of this node to the digest. */
  abstract void updateInto(MessageDigest digest);

  /** Returns the hash of this node. */
  abstract Hash hash();

  /** Returns a bit of 32 bytes; bit 0 is the highest of the first byte. */
  static int bit(byte[] bytes, int position) {
    return bytes[position >>> 3] >>> (7 - (position & 7)) & 1;
  }

  /** Returns SHA-256(left ‖ right ‖ byte of the bit position). */
  static Hash innerHash(Hash left, Hash right, int position) {
    MessageDigest digest = Sha256.start();
    left.updateInto(digest);
    right.updateInto(digest);
    digest.update((byte) position);
    return Hash.takeOwnershipOf(digest.digest());
  }

  /** A label with its value. */
  static final class Leaf extends TrieNode {
    /** Label ‖ value ‖ SHA-256(label ‖ value). */
    private final byte[] bytes = new byte[3 * Hash.SIZE];

    Leaf(Hash label, Hash value) {
      label.copyTo(bytes, 0);
      value.copyTo(bytes, Hash.SIZE);
      hash(label, value).copyTo(bytes, 2 * Hash.SIZE);
    }

    /** Returns SHA-256(label ‖ value). */
    static Hash hash(Hash label, Hash value) {
      MessageDigest digest = Sha256.start();
      label.updateInto(digest);
      value.updateInto(digest);
      return Hash.takeOwnershipOf(digest.digest());
    }

    Hash label() {
      return Hash.copyOf(bytes, 0);
    }

    Hash value() {
      return Hash.copyOf(bytes, Hash.SIZE);
    }

    /** Returns a bit of the label. */
    int bit(int position) {
      return bit(bytes, position);
    }

    /** Returns the first position at which the labels differ, or {@link #LEAF}. */
    int overlap(Leaf other) {
      for (int i = 0; i < Hash.SIZE; i++) {
        int difference = (bytes[i] ^ other.bytes[i]) & 0xff;
        if (difference != 0) {
          return 8 * i + Integer.numberOfLeadingZeros(difference) - 24;
        }
      }
      return LEAF;
    }

    @Override
    int position() {
      return LEAF;
    }

    @Override
    Leaf first() {
      return this;
    }

    @Override
    void updateInto(MessageDigest digest) {
      digest.update(bytes, 2 * Hash.SIZE, Hash.SIZE);
    }

    @Override
    Hash hash() {
      return Hash.copyOf(bytes, 2 * Hash.SIZE);
    }
  }

  /** A branching: labels with a 0 at the position are on the left, those with a 1 on the right. */
  static final class Inner extends TrieNode {
    private final int position;
    private final TrieNode left;
    private final TrieNode right;
    private final Leaf first;
    private final byte[] hash;

    Inner(int position, TrieNode left, TrieNode right) {
      this.position = position;
      this.left = left;
      this.right = right;
      this.first = left.first();
      MessageDigest digest = Sha256.start();
      left.updateInto(digest);
      right.updateInto(digest);
      digest.update((byte) position);
      this.hash = digest.digest();
    }

    TrieNode left() {
      return left;
    }

    TrieNode right() {
      return right;
    }

    @Override
    int position() {
      return position;
    }

    @Override
    Leaf first() {
      return first;
    }

    @Override
    void updateInto(MessageDigest digest) {
      digest.update(hash);
    }

    @Override
    Hash hash() {
      return Hash.copyOf(hash);
    }
  }
}
