package dev.tallystick.audit.storage;

import dev.tallystick.audit.storage.LogStore.LogTransaction;
import dev.tallystick.events.EventId;
import dev.tallystick.tlog.TreeBatch;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.ByteStreamWriter;

/** One batch's transaction; see {@link LogStore} for the promise. */
final class PostgresLogTransaction implements LogTransaction {
  private final PostgresLogStore store;
  private final Connection connection;
  private final LockedLogState begun;
  private LogState next;
  private boolean done;

  PostgresLogTransaction(PostgresLogStore store, Connection connection, LockedLogState begun) {
    this.store = store;
    this.connection = connection;
    this.begun = begun;
    this.next = begun.state();
  }

  @Override
  public LogState state() {
    return begun.state();
  }

  @Override
  public long storeMillis() {
    return begun.storeMillis();
  }

  @Override
  public Map<EventId, LoggedEntry> logged() {
    return begun.logged();
  }

  @Override
  public Map<String, Long> guardVersions() {
    return begun.guards();
  }

  @Override
  public void write(List<StoredEntry> rows) {
    act(
        "write entries",
        () -> {
          ByteBuffer bytes = CopyRows.encode(rows);
          CopyIn copy =
              connection
                  .unwrap(PGConnection.class)
                  .getCopyAPI()
                  .copyIn("copy entry (" + CopyRows.COLUMNS + ") from stdin (format binary)");
          copy.writeToCopy(ByteStreamWriter.of(bytes));
          if (copy.endCopy() != rows.size()) {
            throw new LogStoreException(
                "the database took another number of rows than it was given");
          }
        });
  }

  @Override
  public List<StoredEntry> readBack(List<StoredEntry> written) {
    UUID[] ids = written.stream().map(row -> row.id().value()).toArray(UUID[]::new);
    // COPY takes no parameters. All four values are numbers and UUIDs of our own making, so nothing
    // can be injected.
    String query =
        "copy (select %s from entry where idx between %d and %d and event_id between '%s' and '%s' order by idx)"
            .formatted(
                CopyRows.COLUMNS,
                written.get(0).index(),
                written.get(written.size() - 1).index(),
                IdOrder.least(ids),
                IdOrder.greatest(ids));
    return attempt(
        "read the batch back",
        () -> {
          CopyRows.Decoder decoder = new CopyRows.Decoder();
          CopyOut copy =
              connection
                  .unwrap(PGConnection.class)
                  .getCopyAPI()
                  .copyOut(query + " to stdout (format binary)");
          for (byte[] piece = copy.readFromCopy(); piece != null; piece = copy.readFromCopy()) {
            decoder.piece(piece);
          }
          return decoder.rows();
        });
  }

  @Override
  public void advance(
      LogState to, TreeBatch tree, List<StoredEntry> rows, Map<String, Long> guards) {
    act(
        "advance the state",
        () -> {
          TileGrowth growth = TileGrowth.of(state().size(), tree, rows);
          try (PreparedStatement advance = connection.prepareStatement(Advance.SQL)) {
            Advance.bind(advance, connection, growth, guards, state(), to);
            try (ResultSet answer = advance.executeQuery()) {
              Advance.check(answer, growth);
            }
          }
          next = to;
        });
  }

  @Override
  public void commit() {
    try {
      act(
          "commit",
          () -> {
            DurableSession.commit(connection);
            done = true;
            store.committed(next);
          });
    } catch (LogStoreException e) {
      store.unconfirmed("nobody has said what became of a commit: " + e.getMessage());
      throw e;
    }
  }

  @Override
  public void close() {
    if (done) {
      return;
    }
    done = true;
    try {
      connection.rollback();
    } catch (SQLException e) {
      store.discard();
    }
  }

  /** Runs one step; whatever goes wrong, the connection is not used again. */
  private <T> T attempt(String what, Step<T> step) {
    try {
      return step.run();
    } catch (SQLException | RuntimeException e) {
      done = true;
      store.discard();
      throw e instanceof LogStoreException known
          ? known
          : new LogStoreException("could not " + what, e);
    }
  }

  private void act(String what, Action action) {
    Step<Boolean> step =
        () -> {
          action.run();
          return true;
        };
    attempt(what, step);
  }

  /** A step that gives nothing. */
  private interface Action {
    void run() throws SQLException;
  }

  /** A step on the connection. */
  private interface Step<T> {
    T run() throws SQLException;
  }
}
