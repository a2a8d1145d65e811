package dev.tallystick.audit.index;

import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.EntryRow;
import dev.tallystick.audit.storage.EntryTable;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.events.Stub;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Moves the index on by one batch in one transaction, its cursor with it: a crash leaves the batch
 * whole or not at all, and starting again is the same code as going on.
 *
 * <p>The commit is not waited for ({@code synchronous_commit} is off for it): what a crash of the
 * database takes away is made again from the log.
 */
final class IndexWriter {
  static final int BATCH = 2000;

  private static final Logger LOG = Logger.getLogger(IndexWriter.class);
  private static final List<Integer> OPENED =
      Stream.concat(PartyEvents.ALL.stream(), ReleaseRows.TYPES.stream()).toList();

  private final OpeningSeal seal;
  private volatile long indexed;

  IndexWriter(OpeningSeal seal) {
    this.seal = seal;
  }

  /** Indexes what is there, at most {@value #BATCH} entries, and returns how many. */
  int advance(Connection connection) throws SQLException {
    long[] range = range(connection);
    indexed = range[0];
    if (range[0] >= range[1]) {
      connection.commit();
      return 0;
    }
    try (Statement settings = connection.createStatement()) {
      settings.execute("set local synchronous_commit = off");
    }
    long from = lockCursor(connection);
    long to = Math.min(range[1], from + BATCH);
    List<EntryRow> rows = EntryTable.read(connection, from, to, OPENED);
    if (rows.size() != to - from) {
      throw new LogStoreException("entries %d to %d are not all there".formatted(from, to));
    }
    write(connection, rows);
    try (PreparedStatement move = connection.prepareStatement("update index_cursor set next = ?")) {
      move.setLong(1, to);
      move.executeUpdate();
    }
    connection.commit();
    indexed = to;
    return rows.size();
  }

  /** How far this process has seen the index come; 0 as long as another one writes it. */
  long indexed() {
    return indexed;
  }

  private void write(Connection connection, List<EntryRow> rows) throws SQLException {
    Map<EntryRow, Stub> stubs = new LinkedHashMap<>();
    rows.forEach(row -> stubs.put(row, seal.openStub(row)));
    LabelRows.write(connection, stubs);
    List<EntryRow> open = rows.stream().filter(this::canBeOpened).toList();
    PartyRegister.write(connection, open.stream().filter(PartyEvents::isOne).toList(), seal);
    ReleaseRows releases = new ReleaseRows();
    open.stream()
        // What is sealed by an authority shows in no list until it is opened.
        .filter(row -> ReleaseRows.TYPES.contains(row.typeCode()) && !stub(stubs, row).isSealed())
        .forEach(row -> releases.add(row, seal.openBody(row)));
    releases.write(connection);
  }

  private static Stub stub(Map<EntryRow, Stub> stubs, EntryRow row) {
    Stub stub = stubs.get(row);
    if (stub == null) {
      throw new AssertionError("every row of the batch has a stub");
    }
    return stub;
  }

  /** Bodies of exchange types die after their term; then labels and stubs are all there is. */
  private boolean canBeOpened(EntryRow row) {
    if (row.sealed() == null) {
      return false;
    }
    try {
      seal.open(row);
      return true;
    } catch (LogStoreException e) {
      LOG.warnf("entry %d is indexed by its labels alone: %s", row.index(), e.getMessage());
      return false;
    }
  }

  private static long[] range(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select next, tree_size from index_cursor, log_state");
        ResultSet row = select.executeQuery()) {
      return row.next() ? new long[] {row.getLong(1), row.getLong(2)} : new long[] {0, 0};
    }
  }

  private static long lockCursor(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select next from index_cursor for update");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
