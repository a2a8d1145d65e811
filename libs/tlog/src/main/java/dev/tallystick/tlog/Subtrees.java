package dev.tallystick.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * A source of subtree roots, from which both kinds of proof follow by their definitions in RFC 6962
 * sections 2.1.1 and 2.1.2. D[from:to] there is (from, to) here.
 *
 * @param <E> what reading a root may throw
 */
@FunctionalInterface
interface Subtrees<E extends Exception> {
  /** Returns MTH(D[from:to]); asked only for ranges that the definitions of the proofs name. */
  Hash root(long from, long to) throws E;

  /** Returns PATH(index, D[0:size]). */
  default InclusionProof inclusionProof(long index, long size) throws E {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          "entry %d is not in a tree of size %d".formatted(index, size));
    }
    List<Hash> path = new ArrayList<>();
    addPath(path, index, 0, size);
    return new InclusionProof(index, path);
  }

  /** Returns PROOF(oldSize, D[0:size]). */
  default ConsistencyProof consistencyProof(long oldSize, long size) throws E {
    if (oldSize < 1 || oldSize > size) {
      throw new IndexOutOfBoundsException(
          "no proof from size %d to size %d".formatted(oldSize, size));
    }
    List<Hash> path = new ArrayList<>();
    addSubproof(path, oldSize, 0, size, true);
    return new ConsistencyProof(oldSize, path);
  }

  private void addPath(List<Hash> path, long index, long from, long to) throws E {
    if (to - from == 1) {
      return;
    }
    long k = split(from, to);
    if (index < k) {
      addPath(path, index, from, k);
      path.add(root(k, to));
    } else {
      addPath(path, index, k, to);
      path.add(root(from, k));
    }
  }

  private void addSubproof(List<Hash> path, long oldSize, long from, long to, boolean b) throws E {
    if (oldSize == to) {
      if (!b) {
        path.add(root(from, to));
      }
      return;
    }
    long k = split(from, to);
    if (oldSize <= k) {
      addSubproof(path, oldSize, from, k, b);
      path.add(root(k, to));
    } else {
      addSubproof(path, oldSize, k, to, false);
      path.add(root(from, k));
    }
  }

  /** Returns where a tree over the range divides: after the largest power of two below its size. */
  static long split(long from, long to) {
    return from + Long.highestOneBit(to - from - 1);
  }
}
