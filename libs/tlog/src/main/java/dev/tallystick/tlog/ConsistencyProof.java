package dev.tallystick.tlog;

import java.util.List;

/**
 * The proof that a tree begins with the entries of an earlier one (RFC 9162 section 2.1.4).
 *
 * <p>The path itself promises nothing; {@link #proves} decides, for two roots and the new size.
 *
 * @param oldSize the size of the earlier tree
 * @param path hashes in the order of the specification
 */
public record ConsistencyProof(long oldSize, List<Hash> path) {
  /** Refuses what cannot be a proof between any two trees. */
  public ConsistencyProof {
    path = List.copyOf(path);
    if (oldSize < 0) {
      throw new IllegalArgumentException("negative tree size " + oldSize);
    }
    if (path.size() > InclusionProof.MAX_PATH + 1) {
      throw new IllegalArgumentException("no tree needs a path of " + path.size());
    }
  }

  /** Whether this shows that the new checkpoint extends the old one of the same log. */
  public boolean proves(Checkpoint old, Checkpoint extended) {
    return old.origin().equals(extended.origin())
        && old.size() == oldSize
        && proves(old.root(), extended.size(), extended.root());
  }

  /**
   * Whether this shows that the tree of the new size and root begins with the entries of the tree
   * of {@link #oldSize} and the old root. A tree of equal size has an equal root and an empty path.
   *
   * <p>As in the RFC there is no proof from size 0: every tree begins with no entries, so a caller
   * that has seen none has nothing to ask. Spec: RFC 9162 section 2.1.4.2, whose names the
   * variables bear.
   */
  public boolean proves(Hash oldRoot, long newSize, Hash newRoot) {
    if (oldSize < 1 || oldSize > newSize) {
      return false;
    }
    if (oldSize == newSize) {
      return path.isEmpty() && oldRoot.equals(newRoot);
    }
    // The old root of a complete tree is a node of the new one, and the path leaves it out.
    boolean isPowerOfTwo = Long.bitCount(oldSize) == 1;
    if (path.isEmpty()) {
      return false;
    }
    long fn = oldSize - 1;
    long sn = newSize - 1;
    while ((fn & 1) == 1) {
      fn >>>= 1;
      sn >>>= 1;
    }
    Hash fr = isPowerOfTwo ? oldRoot : path.get(0);
    Hash sr = fr;
    for (Hash c : isPowerOfTwo ? path : path.subList(1, path.size())) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        fr = Merkle.nodeHash(c, fr);
        sr = Merkle.nodeHash(c, sr);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        sr = Merkle.nodeHash(sr, c);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    // Without sn == 0 a path of the wrong length would prove a wrong size.
    return sn == 0 && fr.equals(oldRoot) && sr.equals(newRoot);
  }
}
