package dev.tallystick.tlog;

import dev.tallystick.tlog.TrieNode.Inner;
import dev.tallystick.tlog.TrieNode.Leaf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A map from labels to values with one root hash, and proofs that a label has a value or that it
 * has none: a Merkle Patricia trie over the bits of the labels, hashed as rsc.io/tmp/mpt does. A
 * leaf is SHA-256(label ‖ value), a branching SHA-256(left ‖ right ‖ byte of the bit position), the
 * empty trie SHA-256 of nothing.
 *
 * <p>Immutable: {@link #withAll} answers with another trie that shares what has not changed, so
 * readers prove from the trie of the last root while a writer makes the next. An update makes as
 * many nodes as there are branchings above the label, which is the logarithm of the size if labels
 * are hashes. A label takes about 210 bytes of memory. Labels do not go away.
 */
public final class Trie {
  /** The trie without labels. */
  public static final Trie EMPTY = new Trie(null, 0);

  private final @Nullable TrieNode root;
  private final long size;

  private Trie(@Nullable TrieNode root, long size) {
    this.root = root;
    this.size = size;
  }

  /** The number of labels. */
  public long size() {
    return size;
  }

  /** Returns the root hash. */
  public Hash root() {
    return root == null ? Merkle.EMPTY_ROOT : root.hash();
  }

  /** Returns the trie in which this label has this value, whatever it had before. */
  public Trie with(Hash label, Hash value) {
    return withAll(Map.of(label, value));
  }

  /** Returns the trie in which these labels have these values, whatever they had before. */
  public Trie withAll(Map<Hash, Hash> values) {
    if (values.isEmpty()) {
      return this;
    }
    Leaf[] batch =
        values.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> new Leaf(entry.getKey(), entry.getValue()))
            .toArray(Leaf[]::new);
    TrieMerge merge = new TrieMerge(batch);
    TrieNode merged = merge.into(root);
    return new Trie(merged, size + batch.length - merge.replaced());
  }

  /** Returns the value of a label, if it has one. */
  public Optional<Hash> find(Hash label) {
    return Optional.ofNullable(reached(label, null))
        .filter(leaf -> leaf.label().equals(label))
        .map(Leaf::value);
  }

  /**
   * Returns the proof that a label has its value.
   *
   * @throws NoSuchElementException if it has none
   */
  public TrieProof inclusionProof(Hash label) {
    List<TrieStep> path = new ArrayList<>();
    Leaf leaf = reached(label, path);
    if (leaf == null || !leaf.label().equals(label)) {
      throw new NoSuchElementException("the label " + label + " has no value");
    }
    return new TrieProof(path);
  }

  /**
   * Returns the proof that a label has no value.
   *
   * @throws IllegalArgumentException if it has one
   */
  public AbsenceProof absenceProof(Hash label) {
    List<TrieStep> path = new ArrayList<>();
    Leaf leaf = reached(label, path);
    if (leaf == null) {
      return new AbsenceProof.EmptyTrie();
    }
    if (leaf.label().equals(label)) {
      throw new IllegalArgumentException("the label " + label + " has a value");
    }
    return new AbsenceProof.Neighbour(leaf.label(), leaf.value(), new TrieProof(path));
  }

  /**
   * Returns the leaf at which the search for a label ends, and the steps back to the root. Only the
   * bits at branchings are looked at, so it may be the leaf of another label.
   */
  private @Nullable Leaf reached(Hash label, @Nullable List<TrieStep> path) {
    TrieNode node = root;
    byte[] bits = label.toByteArray();
    while (node instanceof Inner inner) {
      boolean isLeft = TrieNode.bit(bits, inner.position()) == 0;
      if (path != null) {
        Hash sibling = (isLeft ? inner.right() : inner.left()).hash();
        path.add(new TrieStep(inner.position(), sibling));
      }
      node = isLeft ? inner.left() : inner.right();
    }
    if (path != null) {
      Collections.reverse(path);
    }
    return (Leaf) node;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Trie that && size == that.size && root().equals(that.root());
  }

  @Override
  public int hashCode() {
    return root().hashCode();
  }

  @Override
  public String toString() {
    return "Trie[size=" + size + ", root=" + root() + "]";
  }
}
