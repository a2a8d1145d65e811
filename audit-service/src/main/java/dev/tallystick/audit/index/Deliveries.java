package dev.tallystick.audit.index;

import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.type.DataUndelivered;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which releases were given up, as of the log's newest committed entry: what is indexed, and the
 * few entries after it read from the log itself. Blocks on the database; thread-safe.
 */
public final class Deliveries {
  private static final List<Integer> UNDELIVERED =
      List.of(EventTypes.get(DataUndelivered.SHORT_NAME).code());
  private static final int TAIL = 10_000;

  private final ReleaseIndex releases;
  private final IndexCursor cursor;
  private final LogEntryRepository entries;
  private final OpeningSeal seal;

  /** Reads the service's own tables. */
  public Deliveries(
      ReleaseIndex releases, IndexCursor cursor, LogEntryRepository entries, OpeningSeal seal) {
    this.releases = releases;
    this.cursor = cursor;
    this.entries = entries;
    this.seal = seal;
  }

  /** For each of these releases that was given up, the newest entry that says so. */
  public Map<EventId, EventId> undelivered(Collection<EventId> of) {
    List<StoredEntry> tail = entries.ofTypes(UNDELIVERED, cursor.next(), Long.MAX_VALUE, TAIL);
    if (tail.size() == TAIL) {
      throw new LogStoreException("the index is too far behind to tell what was not delivered");
    }
    Map<EventId, EventId> newest = new HashMap<>(releases.undelivered(of));
    for (StoredEntry row : tail) {
      EventId release = DataUndelivered.read(seal.openBody(row).data()).release();
      if (of.contains(release)) {
        newest.put(release, row.id());
      }
    }
    return newest;
  }
}
