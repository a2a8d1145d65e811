package dev.tallystick.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * The path from a leaf of a {@link Trie} to its root: the proof that a label has a value.
 *
 * <p>The path itself promises nothing; {@link #proves} decides, for one label, value and root.
 *
 * @param path the branchings from the leaf's to the root's, their positions ever smaller
 */
public record TrieProof(List<TrieStep> path) {
  private static final int STEP_SIZE = 1 + Hash.SIZE;

  /** Refuses what cannot be a path in any trie. */
  public TrieProof {
    path = List.copyOf(path);
    int below = TrieNode.LEAF;
    for (TrieStep step : path) {
      if (step.position() >= below) {
        throw new IllegalArgumentException(
            "bit %d is not before bit %d".formatted(step.position(), below));
      }
      below = step.position();
    }
  }

  /** Whether this shows that the label has the value in the trie with this root. */
  public boolean proves(Hash label, Hash value, Hash root) {
    byte[] bits = label.toByteArray();
    Hash hash = TrieNode.Leaf.hash(label, value);
    for (TrieStep step : path) {
      hash =
          TrieNode.bit(bits, step.position()) == 0
              ? TrieNode.innerHash(hash, step.sibling(), step.position())
              : TrieNode.innerHash(step.sibling(), hash, step.position());
    }
    return hash.equals(root);
  }

  /** Whether a search for one label goes the way of the other at every branching of this path. */
  boolean leadsAlike(Hash label, Hash other) {
    byte[] bits = label.toByteArray();
    byte[] otherBits = other.toByteArray();
    return path.stream()
        .allMatch(
            step ->
                TrieNode.bit(bits, step.position()) == TrieNode.bit(otherBits, step.position()));
  }

  /**
   * Reads what {@link #toByteArray} wrote; there is one byte string for each path.
   *
   * @throws MalformedTrieProofException if the bytes are anything else
   */
  public static TrieProof parse(byte[] bytes) throws MalformedTrieProofException {
    return parse(bytes, 0);
  }

  static TrieProof parse(byte[] bytes, int from) throws MalformedTrieProofException {
    if ((bytes.length - from) % STEP_SIZE != 0) {
      throw new MalformedTrieProofException(
          "a path has %d bytes for each branching, not %d in all"
              .formatted(STEP_SIZE, bytes.length - from));
    }
    List<TrieStep> path = new ArrayList<>();
    for (int at = from; at < bytes.length; at += STEP_SIZE) {
      path.add(new TrieStep(bytes[at] & 0xff, Hash.copyOf(bytes, at + 1)));
    }
    try {
      return new TrieProof(path);
    } catch (IllegalArgumentException e) {
      throw new MalformedTrieProofException(String.valueOf(e.getMessage()));
    }
  }

  /** Returns, for each branching, one byte with its position and the 32 of the sibling. */
  public byte[] toByteArray() {
    byte[] bytes = new byte[byteCount()];
    writeTo(bytes, 0);
    return bytes;
  }

  int byteCount() {
    return path.size() * STEP_SIZE;
  }

  void writeTo(byte[] bytes, int from) {
    int at = from;
    for (TrieStep step : path) {
      bytes[at] = (byte) step.position();
      step.sibling().copyTo(bytes, at + 1);
      at += STEP_SIZE;
    }
  }
}
