package dev.tallystick.audit.index;

import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.type.DataUndelivered;
import java.util.List;
import java.util.Optional;

/**
 * Whether a release was given up, as of the log's newest committed entry: what is indexed, and the
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

  /** The newest entry that gives the release up, if there is one. */
  public Optional<EventId> undelivered(EventId release) {
    List<StoredEntry> tail = entries.ofTypes(UNDELIVERED, cursor.next(), Long.MAX_VALUE, TAIL);
    if (tail.size() == TAIL) {
      throw new LogStoreException("the index is too far behind to tell what was not delivered");
    }
    Optional<EventId> newest =
        releases
            .find(release)
            .flatMap(IndexedRelease::undelivered)
            .map(IndexedRelease.Outcome::event);
    for (StoredEntry row : tail) {
      if (DataUndelivered.read(seal.openBody(row).data()).release().equals(release)) {
        newest = Optional.of(row.id());
      }
    }
    return newest;
  }
}
