package dev.tallystick.audit.storage;

import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The log on PostgreSQL. The lock is the state row itself ({@code for update}): it is held for one
 * transaction, the database frees it when a replica dies, and no lease or clock is needed.
 *
 * <p>Keeps one connection for the sequencer; after any failure it is thrown away. Not thread-safe:
 * one sequencer, one store.
 */
public final class PostgresLogStore implements LogStore, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PostgresLogStore.class);

  // A replica that stands still inside a batch loses the lock; one that waits too long tells its
  // callers.
  private static final String LIMITS =
      "set idle_in_transaction_session_timeout = '15s'; set lock_timeout = '10s'";

  private final DataSource dataSource;
  private final LogHead head;
  private final Fence fence;
  private final boolean needsStandby;
  private @Nullable Connection connection;
  private @Nullable LogState known;

  /**
   * A store on the service's own database. Each new session must have {@code synchronous_commit} on
   * and be of a primary that was not replaced.
   *
   * @param head is told of commits whose outcome is unknown, and of those that are confirmed
   * @param fence remembers which primary was seen last
   * @param needsStandby whether a commit counts only when a standby has it
   */
  public PostgresLogStore(DataSource dataSource, LogHead head, Fence fence, boolean needsStandby) {
    this.dataSource = dataSource;
    this.head = head;
    this.fence = fence;
    this.needsStandby = needsStandby;
  }

  @Override
  public LogTransaction begin(LookUp lookUp) {
    try {
      Connection open = connect();
      if (head.isUnconfirmed()) {
        confirm(open);
      }
      LockedLogState begun = LockedLogState.on(open, lookUp, this::state);
      if (needsStandby) {
        DurableSession.requireStandby(begun.standbyNames());
      }
      head.standby(!begun.standbyNames().isBlank());
      return new PostgresLogTransaction(this, open, begun);
    } catch (SQLException | RuntimeException e) {
      // Also a row that cannot be read: the lock must not stay with a connection that nobody uses.
      discard();
      throw e instanceof LogStoreException known
          ? known
          : new LogStoreException("the log's lock cannot be taken", e);
    }
  }

  /**
   * The frontier is parsed and checked against the root again only when another replica has moved
   * it.
   */
  private LogState state(ResultSet row) throws SQLException {
    long size = row.getLong(1);
    Hash root = Hash.takeOwnershipOf(row.getBytes(2));
    long lastMillis = row.getLong(4);
    LogState last = known;
    Frontier frontier;
    if (last != null && last.size() == size && last.root().equals(root)) {
      frontier = last.frontier();
    } else {
      frontier = parse(row.getBytes(3));
      if (frontier.size() != size || !frontier.root().equals(root)) {
        throw new LogStoreException("the state row contradicts itself at size " + size);
      }
    }
    LogState state = new LogState(frontier, lastMillis);
    known = state;
    return state;
  }

  private static Frontier parse(byte[] bytes) {
    try {
      return Frontier.parse(bytes);
    } catch (IllegalArgumentException e) {
      throw new LogStoreException("the state row's frontier does not parse", e);
    }
  }

  private Connection connect() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = dataSource.getConnection();
      connection = open;
      open.setAutoCommit(false);
      fence.pass(DurableSession.check(open, needsStandby));
      try (Statement settings = open.createStatement()) {
        settings.execute(LIMITS);
      }
      open.commit();
    }
    return open;
  }

  /**
   * One more commit. When it is confirmed, so is every commit before it, whose outcome nobody knew:
   * the log of the database is written and sent in order.
   */
  private void confirm(Connection open) throws SQLException {
    try (Statement statement = open.createStatement();
        ResultSet row =
            statement.executeQuery(
                "update log_state set last_millis = last_millis returning tree_size")) {
      row.next();
      long size = row.getLong(1);
      DurableSession.commit(open);
      head.confirmed(size);
    }
  }

  void committed(LogState state) {
    known = state;
    head.confirmed(state.size());
  }

  /** A commit was begun and not confirmed. */
  void unconfirmed(String reason) {
    head.unconfirmed(reason);
  }

  /**
   * Forgets connection and state: the next batch starts from what the database then holds. The
   * connection is cut, not rolled back: it may hang in a half-sent COPY, and a server that sees it
   * gone rolls back by itself.
   */
  void discard() {
    Connection open = connection;
    connection = null;
    known = null;
    if (open != null) {
      try (open) {
        Session.cut(open);
      } catch (SQLException e) {
        LOG.debug("an unusable connection could not be closed", e);
      }
    }
  }

  @Override
  public void close() {
    discard();
  }
}
