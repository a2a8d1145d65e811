package dev.tallystick.audit.storage;

import dev.tallystick.events.EventId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How a batch's transaction begins: the lock, the state, and what is looked up under the lock. The
 * three statements are sent at once, which saves two waits for the server a batch; each has a
 * snapshot of its own, taken when the one before it is done, so the look-ups see what the previous
 * holder of the lock has committed.
 *
 * @param storeMillis the database server's clock when the lock was taken, in Unix milliseconds
 * @param standbyNames which standbys the server waits for at a commit; empty for none
 */
record LockedLogState(
    LogState state,
    long storeMillis,
    String standbyNames,
    Map<EventId, LoggedEntry> logged,
    Map<String, Long> guards) {
  private static final String LOCK =
      "select tree_size, root, frontier, last_millis, floor(extract(epoch from clock_timestamp()) * 1000)::bigint,"
          + " current_setting('synchronous_standby_names') from log_state for update";

  // The range repeats what any(…) says, so that the planner leaves the partitions out that no id of
  // the batch is in.
  private static final String FIND =
      "select "
          + CopyRows.COLUMNS
          + " from entry where event_id = any(?) and event_id between ? and ?";

  private static final String GUARDS = "select key, version from guard where key = any(?)";

  private static final String LOCK_AND_LOOK_UP = LOCK + "; " + FIND + "; " + GUARDS;

  /** Reads the state from its row. */
  interface StateReader {
    LogState read(ResultSet row) throws SQLException;
  }

  /**
   * Takes the lock on a connection that is not in a transaction.
   *
   * @throws LogStoreException if there is no state
   */
  static LockedLogState on(Connection connection, LogStore.LookUp lookUp, StateReader states)
      throws SQLException {
    if (lookUp.ids().isEmpty()) {
      try (PreparedStatement lock = connection.prepareStatement(LOCK);
          ResultSet row = lock.executeQuery()) {
        return locked(row, states);
      }
    }
    UUID[] ids = lookUp.ids().stream().map(EventId::value).toArray(UUID[]::new);
    try (PreparedStatement all = connection.prepareStatement(LOCK_AND_LOOK_UP)) {
      all.setArray(1, connection.createArrayOf("uuid", ids));
      all.setObject(2, IdOrder.least(ids));
      all.setObject(3, IdOrder.greatest(ids));
      all.setArray(4, connection.createArrayOf("text", lookUp.guards().toArray()));
      all.execute();
      LockedLogState begun;
      try (ResultSet row = all.getResultSet()) {
        begun = locked(row, states);
      }
      try (ResultSet rows = next(all)) {
        while (rows.next()) {
          StoredEntry row = StoredEntryReader.read(rows);
          begun.logged.put(
              row.id(), new LoggedEntry(row.index(), row.recordedMillis(), row.hashes()));
        }
      }
      try (ResultSet rows = next(all)) {
        while (rows.next()) {
          begun.guards.put(rows.getString(1), rows.getLong(2));
        }
      }
      return begun;
    }
  }

  private static LockedLogState locked(ResultSet row, StateReader states) throws SQLException {
    if (!row.next()) {
      throw new LogStoreException("the log has no state: it was never begun");
    }
    return new LockedLogState(
        states.read(row), row.getLong(5), row.getString(6), new HashMap<>(), new HashMap<>());
  }

  private static ResultSet next(PreparedStatement statement) throws SQLException {
    if (!statement.getMoreResults()) {
      throw new LogStoreException("the database answers fewer statements than it was asked");
    }
    return statement.getResultSet();
  }
}
