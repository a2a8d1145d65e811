package dev.tallystick.tlog;

/**
 * One branching on the way from a leaf of a trie to its root.
 *
 * @param position the bit that the labels on either side differ in, from 0 to 255
 * @param sibling the hash of the other side
 */
public record TrieStep(int position, Hash sibling) {
  /** Refuses positions that no label has. */
  public TrieStep {
    if (position < 0 || position >= TrieNode.LEAF) {
      throw new IllegalArgumentException("a label has no bit " + position);
    }
  }
}
