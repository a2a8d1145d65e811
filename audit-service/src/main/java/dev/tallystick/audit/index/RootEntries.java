package dev.tallystick.audit.index;

import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.usage.IndexRoot;
import java.util.List;
import java.util.Optional;

/** The {@code index.root} entries of the log, which decide which roots there are. Thread-safe. */
final class RootEntries {
  private static final int PAGE = 1000;

  private final LogEntryRepository entries;
  private final OpeningSeal seal;

  RootEntries(LogEntryRepository entries, OpeningSeal seal) {
    this.entries = entries;
    this.seal = seal;
  }

  /** The newest of them. */
  Optional<LoggedRoot> newest() {
    return entries.newestOfType(IndexRoot.TYPE.code()).map(this::read);
  }

  /** The next of them from this log index on, in log order. */
  List<LoggedRoot> from(long index) {
    return entries.ofTypes(List.of(IndexRoot.TYPE.code()), index, Long.MAX_VALUE, PAGE).stream()
        .map(this::read)
        .toList();
  }

  private LoggedRoot read(StoredEntry row) {
    IndexRoot root =
        IndexRoot.find(seal.openBody(row).data())
            .orElseThrow(() -> new LogStoreException("entry " + row.index() + " is no index root"));
    return new LoggedRoot(root, row.index(), row.recordedMillis());
  }
}
