package dev.tallystick.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * All entries of the log under one label, in log order, as a tree of its own (RFC 6962): each place
 * in the list has an inclusion proof, and a list that was saved extends to this one by a
 * consistency proof.
 *
 * <p>Immutable. It keeps all nodes of the tree, about 130 bytes an entry; who only adds to a list
 * keeps a {@link Frontier} instead and appends {@link ListEntry#leafHash}.
 */
public final class LabelList {
  private final List<ListEntry> entries;
  private final List<List<Hash>> levels;
  private final Subtrees<RuntimeException> tree = this::root;

  private LabelList(List<ListEntry> entries) {
    this.entries = entries;
    this.levels = new ArrayList<>();
    List<Hash> level = entries.stream().map(ListEntry::leafHash).toList();
    while (!level.isEmpty()) {
      levels.add(level);
      List<Hash> above = new ArrayList<>(level.size() / 2);
      for (int i = 0; i + 1 < level.size(); i += 2) {
        above.add(Merkle.nodeHash(level.get(i), level.get(i + 1)));
      }
      level = above;
    }
  }

  /**
   * Returns the list of these entries.
   *
   * @throws IllegalArgumentException if they are not in log order, each once
   */
  public static LabelList of(List<ListEntry> entries) {
    long last = -1;
    for (ListEntry entry : entries) {
      if (entry.logIndex() <= last) {
        throw new IllegalArgumentException(
            "log index %d does not come after %d".formatted(entry.logIndex(), last));
      }
      last = entry.logIndex();
    }
    return new LabelList(List.copyOf(entries));
  }

  /** The entries in log order. */
  public List<ListEntry> entries() {
    return entries;
  }

  /** The number of entries. */
  public long count() {
    return entries.size();
  }

  /** Returns the root over the list. */
  public Hash root() {
    return entries.isEmpty() ? Merkle.EMPTY_ROOT : root(0, count());
  }

  /** Returns the right edge of the tree, with which the list can be added to. */
  public Frontier frontier() {
    List<Hash> peaks = new ArrayList<>();
    long from = 0;
    for (long rest = count(); rest != 0; rest -= Long.highestOneBit(rest)) {
      long to = from + Long.highestOneBit(rest);
      peaks.add(root(from, to));
      from = to;
    }
    return Frontier.of(count(), peaks);
  }

  /**
   * Returns the proof that the entry at this place is in the list.
   *
   * @throws IndexOutOfBoundsException if there is no such place
   */
  public InclusionProof inclusionProof(long place) {
    return tree.inclusionProof(place, count());
  }

  /**
   * Returns the proof that the list begins with the first entries, so many as it had before.
   *
   * @throws IndexOutOfBoundsException if the old count is 0 or larger than this one
   */
  public ConsistencyProof consistencyProof(long oldCount) {
    return tree.consistencyProof(oldCount, count());
  }

  private Hash root(long from, long to) {
    if (Long.bitCount(to - from) == 1) {
      int height = Long.numberOfTrailingZeros(to - from);
      return levels.get(height).get((int) (from >>> height));
    }
    long k = Subtrees.split(from, to);
    return Merkle.nodeHash(root(from, k), root(k, to));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelList that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return "LabelList[count=" + count() + ", root=" + root() + "]";
  }
}
