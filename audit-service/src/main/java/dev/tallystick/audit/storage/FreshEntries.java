package dev.tallystick.audit.storage;

import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The newest entries that this process has committed, so that the index need not read back, parse
 * and open what has just been written. A shortcut: what is not here, because another process wrote
 * it or it is too long ago, is read from the entry table. Thread-safe.
 */
public final class FreshEntries {
  /** Some seconds of a busy log; without bodies an entry takes about 300 bytes. */
  private static final int CAPACITY = 1 << 15;

  private final AtomicReferenceArray<FiledEntry> ring = new AtomicReferenceArray<>(CAPACITY);
  private final Set<Integer> typesWithBodies;

  /**
   * Nothing yet.
   *
   * @param typesWithBodies the types whose rows are kept whole
   */
  public FreshEntries(Collection<Integer> typesWithBodies) {
    this.typesWithBodies = Set.copyOf(typesWithBodies);
  }

  /** Keeps a committed entry in the place of the one {@value #CAPACITY} before it. */
  public void add(EntryRow row, List<Hash> labels, boolean isSealed) {
    ring.set(
        (int) (row.index() % CAPACITY),
        new FiledEntry(
            row.index(),
            row.entry(),
            row.typeCode(),
            isSealed,
            labels,
            typesWithBodies.contains(row.typeCode()) ? row : null));
  }

  /** The entries with {@code from <= index < to}, in log order, if they are all here. */
  public Optional<List<FiledEntry>> range(long from, long to) {
    if (to - from > CAPACITY) {
      return Optional.empty();
    }
    List<FiledEntry> found = new ArrayList<>((int) (to - from));
    for (long index = from; index < to; index++) {
      FiledEntry entry = ring.get((int) (index % CAPACITY));
      if (entry == null || entry.index() != index) {
        return Optional.empty();
      }
      found.add(entry);
    }
    return Optional.of(found);
  }
}
