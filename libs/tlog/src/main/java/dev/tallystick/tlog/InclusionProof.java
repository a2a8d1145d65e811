package dev.tallystick.tlog;

import java.util.List;

/**
 * An audit path: the proof that one entry is in a tree (RFC 9162 section 2.1.3).
 *
 * <p>The path itself promises nothing; {@link #proves} decides, for one leaf hash, size and root.
 *
 * @param index the entry's place in the log
 * @param path sibling hashes from the leaf's up to the root's child
 */
public record InclusionProof(long index, List<Hash> path) {
  /** The longest path that a tree of 2^63 - 1 entries needs. */
  static final int MAX_PATH = 63;

  /** Refuses what cannot be a proof in any tree. */
  public InclusionProof {
    path = List.copyOf(path);
    if (index < 0) {
      throw new IllegalArgumentException("negative index " + index);
    }
    if (path.size() > MAX_PATH) {
      throw new IllegalArgumentException("no tree needs a path of " + path.size());
    }
  }

  /** Whether this shows that the tree of the checkpoint has this leaf hash at {@link #index}. */
  public boolean proves(Hash leafHash, Checkpoint checkpoint) {
    return proves(leafHash, checkpoint.size(), checkpoint.root());
  }

  /**
   * Whether this shows that the tree of this size and root has this leaf hash at {@link #index}.
   *
   * <p>Size and root must come from one checkpoint: a root alone does not tell its size. Spec: RFC
   * 9162 section 2.1.3.2, whose names the variables bear.
   */
  public boolean proves(Hash leafHash, long size, Hash root) {
    if (index >= size) {
      return false;
    }
    long fn = index;
    long sn = size - 1;
    Hash r = leafHash;
    for (Hash p : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        r = Merkle.nodeHash(p, r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        r = Merkle.nodeHash(r, p);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    // Without sn == 0 a path of the wrong length would prove a wrong index.
    return sn == 0 && r.equals(root);
  }
}
