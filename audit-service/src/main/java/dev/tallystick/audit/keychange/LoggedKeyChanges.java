package dev.tallystick.audit.keychange;

import dev.tallystick.audit.key.LogSigners.Change;
import dev.tallystick.audit.key.LogSigners.Changes;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.LogKeyAdded;
import dev.tallystick.events.type.LogKeyRetired;
import java.util.List;
import java.util.Optional;

/** What the log says of its own keys. Blocks on the database; thread-safe. */
public final class LoggedKeyChanges implements Changes {
  private static final EventType ADDED = EventTypes.get(LogKeyAdded.SHORT_NAME);
  private static final EventType RETIRED = EventTypes.get(LogKeyRetired.SHORT_NAME);

  private final LogEntryRepository entries;
  private final OpeningSeal seal;

  /** Reads the service's own log. */
  public LoggedKeyChanges(LogEntryRepository entries, OpeningSeal seal) {
    this.entries = entries;
    this.seal = seal;
  }

  @Override
  public List<Change> between(long from, long to) {
    return entries
        .ofTypes(List.of(ADDED.code(), RETIRED.code()), from, to, Integer.MAX_VALUE)
        .stream()
        .map(this::change)
        .toList();
  }

  private Change change(StoredEntry row) {
    JsonObject data = seal.openBody(row).data();
    if (row.typeCode() == ADDED.code()) {
      LogKeyAdded added = LogKeyAdded.read(data);
      return new Change(row.index(), added.vkey(), Optional.of(added.succession()), false);
    }
    LogKeyRetired retired = LogKeyRetired.read(data);
    return new Change(
        row.index(),
        retired.vkey(),
        Optional.empty(),
        retired.reason() == LogKeyRetired.Reason.COMPROMISED);
  }
}
