package dev.tallystick.tlog;

import dev.tallystick.tlog.TrieNode.Inner;
import dev.tallystick.tlog.TrieNode.Leaf;
import org.jspecify.annotations.Nullable;

/**
 * Puts a batch of leaves into a trie. Every node that changes is made, and hashed, once for the
 * whole batch.
 */
final class TrieMerge {
  /** In the order of their labels, each of which is there once. */
  private final Leaf[] batch;

  private int replaced;

  TrieMerge(Leaf[] batch) {
    this.batch = batch;
  }

  /** Returns the trie with the batch; the batch is not empty. */
  TrieNode into(@Nullable TrieNode trie) {
    return trie == null ? build(0, batch.length) : merge(trie, 0, batch.length);
  }

  /** How many labels of the batch the trie had already. */
  int replaced() {
    return replaced;
  }

  private TrieNode build(int from, int to) {
    if (to - from == 1) {
      return batch[from];
    }
    int position = position(from, to);
    int middle = split(from, to, position);
    return new Inner(position, build(from, middle), build(middle, to));
  }

  /** Where the part of the batch would branch if it were a trie of its own. */
  private int position(int from, int to) {
    return batch[from].overlap(batch[to - 1]);
  }

  /** Returns where the labels with a 1 at the position begin, in a part that agrees before it. */
  private int split(int from, int to, int position) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (batch[middle].bit(position) == 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private TrieNode merge(TrieNode node, int from, int to) {
    Leaf here = node.first();
    int position = position(from, to);
    int shared = here.overlap(batch[from]);
    if (shared < Math.min(node.position(), position)) {
      return branch(shared, node, build(from, to));
    }
    if (position < node.position()) {
      int middle = split(from, to, position);
      return here.bit(position) == 0
          ? new Inner(position, merge(node, from, middle), build(middle, to))
          : new Inner(position, build(from, middle), merge(node, middle, to));
    }
    if (node instanceof Inner inner) {
      int middle = split(from, to, inner.position());
      return new Inner(
          inner.position(),
          from < middle ? merge(inner.left(), from, middle) : inner.left(),
          middle < to ? merge(inner.right(), middle, to) : inner.right());
    }
    // The label is there already.
    replaced++;
    return batch[from];
  }

  private static TrieNode branch(int position, TrieNode node, TrieNode other) {
    return node.first().bit(position) == 0
        ? new Inner(position, node, other)
        : new Inner(position, other, node);
  }
}
