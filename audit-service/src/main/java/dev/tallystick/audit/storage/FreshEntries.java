package dev.tallystick.audit.storage;

import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The newest entries that this process has committed, so that the index need not read back, parse
 * and open what has just been written. A shortcut: what is not here, because another process wrote
 * it or it is too long ago, is read from the entry table. Thread-safe.
 *
 * <p>Entries lie in a few arrays, not in objects of their own: thousands a second that each live
 * for some seconds are what makes a collector's pauses long. Rows whose bodies are read, releases
 * above all, are kept as they are.
 */
public final class FreshEntries {
  /** Some seconds of a busy log. */
  private static final int CAPACITY = 1 << 15;

  /** An entry has three labels at most as a rule; who has many takes the place of older ones. */
  private static final int LABELS = 1 << 17;

  /** What kept bodies may take: 32 MiB, some ten thousand releases. */
  private static final long MOST_BODY_BYTES = 32L << 20;

  private static final long NOTHING = -1;

  private final long[] indexes = new long[CAPACITY];
  private final byte[] entries = new byte[CAPACITY * Hash.SIZE];
  private final int[] types = new int[CAPACITY];
  private final boolean[] sealed = new boolean[CAPACITY];
  private final long[] firstLabels = new long[CAPACITY];
  private final int[] labelCounts = new int[CAPACITY];
  private final byte[] labels = new byte[LABELS * Hash.SIZE];
  private final @Nullable StoredEntry[] rows = new StoredEntry[CAPACITY];
  private final Set<Integer> typesWithBodies;
  private long labelsWritten;
  private long bodyBytes;
  private long oldest;

  /**
   * Nothing yet.
   *
   * @param typesWithBodies the types whose rows are kept whole
   */
  public FreshEntries(Collection<Integer> typesWithBodies) {
    this.typesWithBodies = Set.copyOf(typesWithBodies);
    Arrays.fill(indexes, NOTHING);
  }

  /**
   * Keeps a committed entry in the place of the one {@value #CAPACITY} before it, and lets the
   * oldest go while the bodies take more than {@value #MOST_BODY_BYTES} bytes.
   */
  public synchronized void add(StoredEntry row, List<Hash> itsLabels, boolean isSealed) {
    int slot = slot(row.index());
    clear(slot);
    if (itsLabels.size() > LABELS) {
      return;
    }
    indexes[slot] = row.index();
    row.entry().copyTo(entries, slot * Hash.SIZE);
    types[slot] = row.typeCode();
    sealed[slot] = isSealed;
    firstLabels[slot] = labelsWritten;
    labelCounts[slot] = itsLabels.size();
    for (Hash label : itsLabels) {
      label.copyTo(labels, labelPlace(labelsWritten++));
    }
    if (typesWithBodies.contains(row.typeCode())) {
      rows[slot] = row;
      bodyBytes += bodyBytes(row);
    }
    oldest = Math.max(oldest, row.index() - CAPACITY + 1);
    while (bodyBytes > MOST_BODY_BYTES && oldest < row.index()) {
      clear(slot(oldest++));
    }
  }

  private void clear(int slot) {
    indexes[slot] = NOTHING;
    bodyBytes -= bodyBytes(rows[slot]);
    rows[slot] = null;
  }

  /** The entries with {@code from <= index < to}, in log order, if they are all here. */
  public synchronized Optional<List<FiledEntry>> range(long from, long to) {
    if (to - from > CAPACITY) {
      return Optional.empty();
    }
    List<FiledEntry> found = new ArrayList<>((int) (to - from));
    for (long index = from; index < to; index++) {
      int slot = slot(index);
      if (indexes[slot] != index || firstLabels[slot] < labelsWritten - LABELS) {
        return Optional.empty();
      }
      found.add(
          new FiledEntry(
              index,
              Hash.copyOf(entries, slot * Hash.SIZE),
              types[slot],
              sealed[slot],
              labels(slot),
              rows[slot]));
    }
    return Optional.of(found);
  }

  private List<Hash> labels(int slot) {
    List<Hash> found = new ArrayList<>(labelCounts[slot]);
    for (int i = 0; i < labelCounts[slot]; i++) {
      found.add(Hash.copyOf(labels, labelPlace(firstLabels[slot] + i)));
    }
    return found;
  }

  private static int labelPlace(long number) {
    return (int) (number % LABELS) * Hash.SIZE;
  }

  private static int slot(long index) {
    return (int) (index % CAPACITY);
  }

  private static long bodyBytes(@Nullable StoredEntry row) {
    byte[] body = row == null ? null : row.sealed();
    return row == null ? 0 : row.stub().length + (body == null ? 0 : body.length);
  }
}
