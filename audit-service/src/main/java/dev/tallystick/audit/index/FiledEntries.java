package dev.tallystick.audit.index;

import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.FiledEntry;
import dev.tallystick.audit.storage.FreshEntries;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Stub;
import dev.tallystick.events.usage.IndexRoot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Committed entries as the index files them: from memory if they are there, else from the table.
 */
final class FiledEntries {
  private final OpeningSeal seal;
  private final FreshEntries fresh;

  FiledEntries(OpeningSeal seal, FreshEntries fresh) {
    this.seal = seal;
    this.fresh = fresh;
  }

  /**
   * The committed entries with {@code from <= index < to}, in log order.
   *
   * @param typesWithRows whose rows are needed too
   * @throws LogStoreException if one of them is not there
   */
  List<FiledEntry> read(
      Connection connection, long from, long to, Collection<Integer> typesWithRows)
      throws SQLException {
    Optional<List<FiledEntry>> known = fresh.range(from, to);
    if (known.isPresent()) {
      return known.get();
    }
    List<StoredEntry> rows = LogEntryRepository.read(connection, from, to, typesWithRows);
    if (rows.size() != to - from) {
      throw new LogStoreException("entries %d to %d are not all there".formatted(from, to));
    }
    return rows.stream().map(row -> filed(row, typesWithRows)).toList();
  }

  private FiledEntry filed(StoredEntry row, Collection<Integer> typesWithRows) {
    Stub stub = seal.openStub(row);
    return new FiledEntry(
        row.index(),
        row.entry(),
        row.typeCode(),
        stub.isSealed(),
        List.copyOf(stub.labels()),
        typesWithRows.contains(row.typeCode()) ? row : null);
  }

  /** An index root is made for others than index roots. */
  static boolean anyOtherThanRoots(List<FiledEntry> batch) {
    return batch.stream().anyMatch(entry -> entry.typeCode() != IndexRoot.TYPE.code());
  }
}
