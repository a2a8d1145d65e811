package dev.tallystick.rules.state;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A map that never changes: {@link #plus} gives another one and shares all but the five or six
 * nodes on the way. Each entry takes two references and its part of a node, about 16 bytes in all.
 *
 * <p>A hash array mapped trie with entries before children in each node, as in Steindorf and Vinju,
 * "Optimizing Hash-Array Mapped Tries" (OOPSLA 2015). Safe to share between threads.
 */
final class TrieMap<K, V> {
  private static final int BITS = 5;
  private static final int MASK = (1 << BITS) - 1;

  /** Below this depth hashes are alike, and a node is a list of entries. */
  private static final int DEEPEST = 35;

  private static final TrieMap<?, ?> EMPTY = new TrieMap<>(new Node(0, 0, new Object[0]));

  private final Node root;

  private TrieMap(Node root) {
    this.root = root;
  }

  /**
   * Entries in front, two slots each; children behind them. Slots are written before it is seen.
   */
  private static final class Node {
    final int entries;
    final int children;
    final Object[] slots;

    Node(int entries, int children, Object[] slots) {
      this.entries = entries;
      this.children = children;
      this.slots = slots;
    }

    int entryAt(int bit) {
      return 2 * Integer.bitCount(entries & (bit - 1));
    }

    int childAt(int bit) {
      return 2 * Integer.bitCount(entries) + Integer.bitCount(children & (bit - 1));
    }

    Node child(int bit) {
      return (Node) slots[childAt(bit)];
    }
  }

  @SuppressWarnings("unchecked")
  static <K, V> TrieMap<K, V> empty() {
    return (TrieMap<K, V>) EMPTY;
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }

  @SuppressWarnings("unchecked")
  @Nullable V get(K key) {
    int hash = spread(key.hashCode());
    Node node = root;
    for (int shift = 0; shift < DEEPEST; shift += BITS) {
      int bit = 1 << ((hash >>> shift) & MASK);
      if ((node.entries & bit) != 0) {
        int at = node.entryAt(bit);
        return key.equals(node.slots[at]) ? (V) node.slots[at + 1] : null;
      }
      if ((node.children & bit) == 0) {
        return null;
      }
      node = node.child(bit);
    }
    int at = indexOf(node, key);
    return at < 0 ? null : (V) node.slots[at + 1];
  }

  V getOrDefault(K key, V absent) {
    V found = get(key);
    return found == null ? absent : found;
  }

  private static int indexOf(Node list, Object key) {
    for (int i = 0; i < list.slots.length; i += 2) {
      if (key.equals(list.slots[i])) {
        return i;
      }
    }
    return -1;
  }

  /** The map with an entry more, or another value. */
  TrieMap<K, V> plus(K key, V value) {
    Node after = plus(root, 0, spread(key.hashCode()), key, value, false);
    return after == root ? this : new TrieMap<>(after);
  }

  /** Calls with each entry, in an order that the same entries always have. */
  @SuppressWarnings("unchecked")
  void forEach(BiConsumer<? super K, ? super V> action) {
    forEach(root, 0, (key, value) -> action.accept((K) key, (V) value));
  }

  /** How many entries it has; each is counted anew. */
  long count() {
    long[] count = {0};
    forEach((key, value) -> count[0]++);
    return count[0];
  }

  /**
   * The map with other values, or without those that become null; this one if all stay the same.
   * Made anew, since nodes are never taken away.
   */
  TrieMap<K, V> sift(BiFunction<? super K, ? super V, @Nullable V> change) {
    Filling<K, V> sifted = new Filling<>();
    boolean[] changed = {false};
    forEach(
        (key, value) -> {
          V after = change.apply(key, value);
          changed[0] |= after != value;
          if (after != null) {
            sifted.put(key, after);
          }
        });
    return changed[0] ? sifted.filled() : this;
  }

  private static void forEach(Node node, int shift, BiConsumer<Object, Object> action) {
    int end = shift < DEEPEST ? 2 * Integer.bitCount(node.entries) : node.slots.length;
    for (int i = 0; i < end; i += 2) {
      action.accept(node.slots[i], node.slots[i + 1]);
    }
    for (int i = end; i < node.slots.length; i++) {
      forEach((Node) node.slots[i], shift + BITS, action);
    }
  }

  /**
   * Whoever owns all nodes, because nobody has seen them yet, has children replaced in place.
   *
   * @return the node itself if it is as it should be
   */
  private static Node plus(
      Node node, int shift, int hash, Object key, Object value, boolean owned) {
    if (shift >= DEEPEST) {
      int at = indexOf(node, key);
      return new Node(
          0,
          0,
          at < 0
              ? inserted(node.slots, node.slots.length, key, value)
              : replaced(node.slots, at + 1, value));
    }
    int bit = 1 << ((hash >>> shift) & MASK);
    if ((node.entries & bit) != 0) {
      return besides(node, bit, shift, hash, key, value);
    }
    if ((node.children & bit) != 0) {
      int at = node.childAt(bit);
      Node before = (Node) node.slots[at];
      Node after = plus(before, shift + BITS, hash, key, value, owned);
      if (owned) {
        node.slots[at] = after;
      }
      return after == before || owned
          ? node
          : new Node(node.entries, node.children, replaced(node.slots, at, after));
    }
    Object[] slots = inserted(node.slots, node.entryAt(bit), key, value);
    return new Node(node.entries | bit, node.children, slots);
  }

  /** Where there is an entry: it gets the value, or both go down together. */
  private static Node besides(Node node, int bit, int shift, int hash, Object key, Object value) {
    int at = node.entryAt(bit);
    Object there = node.slots[at];
    if (key.equals(there)) {
      return node.slots[at + 1] == value
          ? node
          : new Node(node.entries, node.children, replaced(node.slots, at + 1, value));
    }
    int next = shift + BITS;
    Node below = single(next, spread(there.hashCode()), there, node.slots[at + 1]);
    Node pair = plus(below, next, hash, key, value, false);
    Object[] slots = new Object[node.slots.length - 1];
    System.arraycopy(node.slots, 0, slots, 0, at);
    int entries = node.entries ^ bit;
    int child = 2 * Integer.bitCount(entries) + Integer.bitCount(node.children & (bit - 1));
    System.arraycopy(node.slots, at + 2, slots, at, child - at);
    slots[child] = pair;
    System.arraycopy(node.slots, child + 2, slots, child + 1, slots.length - child - 1);
    return new Node(entries, node.children | bit, slots);
  }

  private static Node single(int shift, int hash, Object key, Object value) {
    int bit = shift < DEEPEST ? 1 << ((hash >>> shift) & MASK) : 0;
    return new Node(bit, 0, new Object[] {key, value});
  }

  private static Object[] replaced(Object[] slots, int at, Object value) {
    Object[] after = slots.clone();
    after[at] = value;
    return after;
  }

  private static Object[] inserted(Object[] slots, int at, Object key, Object value) {
    Object[] after = Arrays.copyOf(slots, slots.length + 2);
    System.arraycopy(slots, at, after, at + 2, slots.length - at);
    after[at] = key;
    after[at + 1] = value;
    return after;
  }

  /** Fills a map that nobody reads meanwhile, at a fraction of the cost. For one thread, once. */
  static final class Filling<K, V> {
    private Node root = new Node(0, 0, new Object[0]);

    void put(K key, V value) {
      root = plus(root, 0, spread(key.hashCode()), key, value, true);
    }

    /** The map; nothing may be put any more. */
    TrieMap<K, V> filled() {
      return new TrieMap<>(root);
    }
  }
}
