package dev.tallystick.audit.storage;

import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest entries that this process has committed, so that the index need not read back, parse
 * and open what has just been written. A shortcut: what is not here, because another process wrote
 * it or it is too long ago, is read from the entry table. Thread-safe.
 */
public final class FreshEntries {
  /** Some seconds of a busy log; without bodies an entry takes about 300 bytes. */
  private static final int CAPACITY = 1 << 15;

  /** What kept bodies may take: 32 MiB, some ten thousand releases. */
  private static final long MOST_BODY_BYTES = 32L << 20;

  private final AtomicReferenceArray<FiledEntry> ring = new AtomicReferenceArray<>(CAPACITY);
  private final Set<Integer> typesWithBodies;
  private long bodyBytes;
  private long oldest;

  /**
   * Nothing yet.
   *
   * @param typesWithBodies the types whose rows are kept whole
   */
  public FreshEntries(Collection<Integer> typesWithBodies) {
    this.typesWithBodies = Set.copyOf(typesWithBodies);
  }

  /**
   * Keeps a committed entry in the place of the one {@value #CAPACITY} before it, and lets the
   * oldest go while the bodies take more than {@value #MOST_BODY_BYTES} bytes.
   */
  public synchronized void add(StoredEntry row, List<Hash> labels, boolean isSealed) {
    FiledEntry entry =
        new FiledEntry(
            row.index(),
            row.entry(),
            row.typeCode(),
            isSealed,
            labels,
            typesWithBodies.contains(row.typeCode()) ? row : null);
    bodyBytes += bodyBytes(entry) - bodyBytes(ring.getAndSet(slot(row.index()), entry));
    oldest = Math.max(oldest, row.index() - CAPACITY + 1);
    while (bodyBytes > MOST_BODY_BYTES && oldest < row.index()) {
      bodyBytes -= bodyBytes(ring.getAndSet(slot(oldest++), null));
    }
  }

  /** The entries with {@code from <= index < to}, in log order, if they are all here. */
  public Optional<List<FiledEntry>> range(long from, long to) {
    if (to - from > CAPACITY) {
      return Optional.empty();
    }
    List<FiledEntry> found = new ArrayList<>((int) (to - from));
    for (long index = from; index < to; index++) {
      FiledEntry entry = ring.get(slot(index));
      if (entry == null || entry.index() != index) {
        return Optional.empty();
      }
      found.add(entry);
    }
    return Optional.of(found);
  }

  private static int slot(long index) {
    return (int) (index % CAPACITY);
  }

  private static long bodyBytes(@Nullable FiledEntry entry) {
    StoredEntry row = entry == null ? null : entry.row();
    byte[] sealed = row == null ? null : row.sealed();
    return row == null ? 0 : row.stub().length + (sealed == null ? 0 : sealed.length);
  }
}
