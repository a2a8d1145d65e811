package dev.tallystick.tlog;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The trie by its definition, made anew from the whole map for every question, and with a digest of
 * its own: what the code is compared with.
 */
final class NaiveTrie {
  private final List<Hash> labels;
  private final SortedMap<Hash, Hash> values;

  NaiveTrie(Map<Hash, Hash> values) {
    this.values = new TreeMap<>(values);
    this.labels = List.copyOf(this.values.keySet());
  }

  Hash root() {
    return labels.isEmpty() ? digest() : root(labels);
  }

  private Hash root(List<Hash> labels) {
    if (labels.size() == 1) {
      Hash label = labels.get(0);
      return leaf(label, values.getOrDefault(label, label));
    }
    int position = branching(labels);
    return inner(root(having(labels, position, 0)), root(having(labels, position, 1)), position);
  }

  /** The branchings above the leaf at which the search for a label ends, the leaf's first. */
  List<TrieStep> path(Hash label) {
    return labels.isEmpty() ? List.of() : path(label, labels);
  }

  private List<TrieStep> path(Hash label, List<Hash> labels) {
    if (labels.size() == 1) {
      return new ArrayList<>();
    }
    int position = branching(labels);
    int side = bit(label, position);
    List<TrieStep> path = path(label, having(labels, position, side));
    path.add(new TrieStep(position, root(having(labels, position, 1 - side))));
    return path;
  }

  /** The label of the leaf at which the search for a label ends. */
  Hash reached(Hash label) {
    List<Hash> left = labels;
    while (left.size() > 1) {
      int position = branching(left);
      left = having(left, position, bit(label, position));
    }
    return left.get(0);
  }

  /** The first bit that is not the same in all of the labels. */
  private static int branching(List<Hash> labels) {
    int position = 0;
    while (having(labels, position, 0).isEmpty() || having(labels, position, 1).isEmpty()) {
      position++;
    }
    return position;
  }

  private static List<Hash> having(List<Hash> labels, int position, int bit) {
    return labels.stream().filter(label -> bit(label, position) == bit).toList();
  }

  /** A bit of the label as a number of 256 binary digits, the highest first. */
  static int bit(Hash label, int position) {
    return new BigInteger(1, label.toByteArray()).testBit(255 - position) ? 1 : 0;
  }

  static Hash leaf(Hash label, Hash value) {
    return digest(label.toByteArray(), value.toByteArray());
  }

  static Hash inner(Hash left, Hash right, int position) {
    return digest(left.toByteArray(), right.toByteArray(), new byte[] {(byte) position});
  }

  private static Hash digest(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return Hash.copyOf(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
