package dev.tallystick.audit.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The snapshots that this process answers from: those of the newest roots it has seen in the log.
 * They are written by the one thread that follows, and read by any.
 *
 * <p>A few are kept, because witnesses are a second or two behind: who can, answers from a root
 * that they have seen. Tries share what did not change, so this costs little memory.
 */
public final class IndexSnapshots {
  private static final int KEPT = 4;

  private volatile List<IndexSnapshot> newestFirst = List.of();

  /** The newest snapshot; empty before the first root, and at start. */
  public Optional<IndexSnapshot> newest() {
    return newestFirst.stream().findFirst();
  }

  /**
   * The newest snapshot whose root is in a log of this size; the newest of all if none that is kept
   * is as old.
   */
  public Optional<IndexSnapshot> newestWithin(long logSize) {
    List<IndexSnapshot> all = newestFirst;
    return all.stream()
        .filter(snapshot -> snapshot.root().index() < logSize)
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  void publish(IndexSnapshot snapshot) {
    List<IndexSnapshot> next = new ArrayList<>(List.of(snapshot));
    newestFirst.stream().limit(KEPT - 1L).forEach(next::add);
    newestFirst = List.copyOf(next);
  }
}
