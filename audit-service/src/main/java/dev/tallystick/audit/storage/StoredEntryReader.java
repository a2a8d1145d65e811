package dev.tallystick.audit.storage;

import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Reads rows selected as {@link CopyRows#COLUMNS}. */
final class StoredEntryReader {
  private StoredEntryReader() {}

  static StoredEntry read(ResultSet row) throws SQLException {
    return new StoredEntry(
        new StoredEntry.Head(
            row.getLong(1),
            new EventId(row.getObject(2, UUID.class)),
            row.getInt(3),
            row.getLong(4)),
        new StoredEntry.Commitment(
            row.getBytes(7),
            row.getBytes(10),
            Hash.takeOwnershipOf(row.getBytes(8)),
            Hash.takeOwnershipOf(row.getBytes(9))),
        OpeningKeyId.of(row.getInt(5), row.getInt(6)),
        row.getBytes(11));
  }
}
