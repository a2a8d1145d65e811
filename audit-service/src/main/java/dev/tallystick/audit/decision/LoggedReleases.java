package dev.tallystick.audit.decision;

import dev.tallystick.audit.sealing.OpenedParts;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.RecordsDeposited;
import dev.tallystick.tlog.Hash;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The releases and deposits in the service's own entry table. Blocks on the database; thread-safe.
 */
public final class LoggedReleases implements ParentReleases {
  private static final int RELEASED = EventTypes.get(DataReleased.SHORT_NAME).code();
  private static final int DEPOSITED = EventTypes.get(RecordsDeposited.SHORT_NAME).code();

  private final LogEntryRepository entries;
  private final OpeningSeal seal;

  /** Reads and opens the service's own entries. */
  public LoggedReleases(LogEntryRepository entries, OpeningSeal seal) {
    this.entries = entries;
    this.seal = seal;
  }

  @Override
  public Map<EventId, ParentRelease> find(Collection<EventId> ids) {
    Map<EventId, ParentRelease> found = new HashMap<>();
    for (StoredEntry row : entries.findAll(ids)) {
      Optional<OpenedParts> opened = row.typeCode() == RELEASED ? seal.find(row) : Optional.empty();
      if (opened.isPresent()) {
        Body body = seal.body(row, opened.get());
        found.put(
            row.id(),
            new ParentRelease(body.subject().orElseThrow(), DataReleased.read(body.data()).to()));
      }
    }
    return found;
  }

  /** From their stubs, which are readable for ever. */
  @Override
  public Map<EventId, Set<Hash>> deposits(Collection<EventId> ids) {
    Map<EventId, Set<Hash>> found = new HashMap<>();
    for (StoredEntry row : entries.findAll(ids)) {
      if (row.typeCode() == DEPOSITED) {
        found.put(row.id(), Set.copyOf(seal.openStub(row).labels()));
      }
    }
    return found;
  }
}
