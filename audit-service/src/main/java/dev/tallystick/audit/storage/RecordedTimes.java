package dev.tallystick.audit.storage;

import java.util.List;

/**
 * Where in the log a time is. Recorded times never go back along the log, so the place is found by
 * halving. Blocks on the database; thread-safe.
 */
public final class RecordedTimes {
  private final LogEntryRepository entries;
  private final LogStateRepository states;

  /** Reads the service's own tables. */
  public RecordedTimes(LogEntryRepository entries, LogStateRepository states) {
    this.entries = entries;
    this.states = states;
  }

  /** The index of the first entry recorded then or later; the size of the log if there is none. */
  public long firstAt(long millis) {
    long low = 0;
    long high = states.find().map(LogState::size).orElse(0L);
    while (low < high) {
      long middle = (low + high) >>> 1;
      List<StoredEntry> row = entries.range(middle, middle + 1);
      if (!row.isEmpty() && row.get(0).recordedMillis() < millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
