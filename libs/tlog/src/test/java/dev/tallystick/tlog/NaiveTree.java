package dev.tallystick.tlog;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * RFC 6962 section 2.1 word for word, over a fixed list of entries, and with a digest of its own:
 * what the code is compared with. Trees of smaller size are those over the first entries.
 */
final class NaiveTree {
  private final List<Hash> leaves = new ArrayList<>();
  private final Map<Long, Hash> known = new HashMap<>();

  NaiveTree(int entries) {
    for (int i = 0; i < entries; i++) {
      leaves.add(digest(new byte[] {0}, entry(i)));
    }
  }

  /** Entry i of every test log: 32 bytes that tell i. */
  static byte[] entry(int i) {
    return ByteBuffer.allocate(Hash.SIZE).putInt(Hash.SIZE - Integer.BYTES, i).array();
  }

  Hash leaf(int i) {
    return leaves.get(i);
  }

  List<Hash> leaves(int from, int to) {
    return leaves.subList(from, to);
  }

  Hash root(int size) {
    return mth(0, size);
  }

  /** MTH(D[from:to]). */
  Hash mth(int from, int to) {
    if (from == to) {
      return digest();
    }
    if (to - from == 1) {
      return leaves.get(from);
    }
    long key = ((long) from << 32) + to;
    Hash cached = known.get(key);
    if (cached == null) {
      int k = k(to - from);
      cached = node(mth(from, from + k), mth(from + k, to));
      known.put(key, cached);
    }
    return cached;
  }

  /** PATH(m, D[from:to]), with m counted from {@code from}. */
  List<Hash> path(int m, int from, int to) {
    int n = to - from;
    if (n == 1) {
      return List.of();
    }
    int k = k(n);
    return m < k
        ? plus(path(m, from, from + k), mth(from + k, to))
        : plus(path(m - k, from + k, to), mth(from, from + k));
  }

  /** PROOF(m, D[0:n]). */
  List<Hash> proof(int m, int n) {
    return subproof(m, 0, n, true);
  }

  private List<Hash> subproof(int m, int from, int to, boolean b) {
    int n = to - from;
    if (m == n) {
      return b ? List.of() : List.of(mth(from, to));
    }
    int k = k(n);
    return m <= k
        ? plus(subproof(m, from, from + k, b), mth(from + k, to))
        : plus(subproof(m - k, from + k, to, false), mth(from, from + k));
  }

  /** The hashes of the complete subtrees at the right edge. */
  List<Hash> frontier(int size) {
    List<Hash> hashes = new ArrayList<>();
    int from = 0;
    for (int bit = Integer.highestOneBit(size); bit != 0; bit >>>= 1) {
      if ((size & bit) != 0) {
        hashes.add(mth(from, from + bit));
        from += bit;
      }
    }
    return hashes;
  }

  /** Hash i of a level: MTH(D[i * 256^level : (i + 1) * 256^level]). */
  Hash tileHash(int level, int i) {
    int span = 1 << (8 * level);
    return mth(i * span, (i + 1) * span);
  }

  /** The root to which a path leads by the definition of PATH, if its length is right. */
  static Optional<Hash> rootOf(long m, long n, Hash leaf, List<Hash> path) {
    if (m >= n) {
      return Optional.empty();
    }
    if (n == 1) {
      return path.isEmpty() ? Optional.of(leaf) : Optional.empty();
    }
    if (path.isEmpty()) {
      return Optional.empty();
    }
    long k = Long.highestOneBit(n - 1);
    List<Hash> rest = path.subList(0, path.size() - 1);
    Hash last = path.get(path.size() - 1);
    return m < k
        ? rootOf(m, k, leaf, rest).map(r -> node(r, last))
        : rootOf(m - k, n - k, leaf, rest).map(r -> node(last, r));
  }

  /** The old and the new root to which a path leads by the definition of SUBPROOF. */
  static Optional<List<Hash>> rootsOf(long m, long n, boolean b, Hash old, List<Hash> path) {
    if (m < 1 || m > n) {
      return Optional.empty();
    }
    if (m == n) {
      if (b) {
        return path.isEmpty() ? Optional.of(List.of(old, old)) : Optional.empty();
      }
      return path.size() == 1 ? Optional.of(List.of(path.get(0), path.get(0))) : Optional.empty();
    }
    if (path.isEmpty()) {
      return Optional.empty();
    }
    long k = Long.highestOneBit(n - 1);
    List<Hash> rest = path.subList(0, path.size() - 1);
    Hash last = path.get(path.size() - 1);
    return m <= k
        ? rootsOf(m, k, b, old, rest).map(r -> List.of(r.get(0), node(r.get(1), last)))
        : rootsOf(m - k, n - k, false, old, rest)
            .map(r -> List.of(node(last, r.get(0)), node(last, r.get(1))));
  }

  private static int k(int n) {
    int k = 1;
    while (2 * k < n) {
      k *= 2;
    }
    return k;
  }

  private static List<Hash> plus(List<Hash> hashes, Hash last) {
    List<Hash> all = new ArrayList<>(hashes);
    all.add(last);
    return all;
  }

  private static Hash node(Hash left, Hash right) {
    return digest(new byte[] {1}, left.toByteArray(), right.toByteArray());
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
