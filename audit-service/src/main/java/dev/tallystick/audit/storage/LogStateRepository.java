package dev.tallystick.audit.storage;

import dev.tallystick.tlog.Frontier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The state row, for readers and for the promise that an absent entry stays absent. Thread-safe.
 */
public final class LogStateRepository {
  private static final String COLUMNS = "frontier, last_millis";
  private static final String RAISE =
      "update log_state set last_millis = greatest(last_millis, ?) returning " + COLUMNS;

  private final DataSource dataSource;

  /** Reads and writes the service's own database. */
  public LogStateRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The committed state, absent before the log has begun. */
  public Optional<LogState> find() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement read =
            connection.prepareStatement("select " + COLUMNS + " from log_state");
        ResultSet row = read.executeQuery()) {
      return row.next() ? Optional.of(state(row)) : Optional.empty();
    } catch (SQLException e) {
      throw new LogStoreException("the state cannot be read", e);
    }
  }

  /** The log's name, absent before the log has begun. Joins the calling thread's transaction. */
  public Optional<String> origin() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement read = connection.prepareStatement("select origin from log_state");
        ResultSet row = read.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    } catch (SQLException e) {
      throw new LogStoreException("the state cannot be read", e);
    }
  }

  /** Begins a log of this name: an empty tree. Joins the calling thread's transaction. */
  public void begin(String origin) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into log_state (origin, tree_size, root, frontier, last_millis) values (?, 0, ?, ?, 0)")) {
      insert.setString(1, origin);
      insert.setBytes(2, Frontier.EMPTY.root().toByteArray());
      insert.setBytes(3, Frontier.EMPTY.toByteArray());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new LogStoreException("the log cannot be begun", e);
    }
  }

  /**
   * Makes sure that no entry of the past can still appear: waits for a batch that is being written
   * and raises the floor of {@code recordedMillis} to this time. Whatever is logged after this call
   * is recorded at {@code millis} or later, by any replica.
   *
   * @param millis a time that {@code RecordedTime} lets pass
   */
  public LogState raiseFloor(long millis) {
    return durably(millis);
  }

  /**
   * The committed state, after one more commit: what is read is as safe as that commit. Waits for a
   * batch that is being written.
   *
   * @throws LogStoreException if the commit is not confirmed
   */
  LogState confirm() {
    return durably(0);
  }

  /**
   * Changes the state row by a commit that counts only when it is durable, whatever the role's
   * settings.
   */
  private LogState durably(long millis) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        LogState state = changed(connection, millis);
        DurableSession.commit(connection);
        return state;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new LogStoreException("the state cannot be changed", e);
    }
  }

  private static LogState changed(Connection connection, long millis) throws SQLException {
    try (Statement settings = connection.createStatement();
        PreparedStatement change = connection.prepareStatement(RAISE)) {
      settings.execute(
          "set local synchronous_commit = 'on'; set local client_min_messages = 'warning'");
      change.setLong(1, millis);
      try (ResultSet row = change.executeQuery()) {
        if (!row.next()) {
          throw new LogStoreException("the log has no state: it was never begun");
        }
        return state(row);
      }
    }
  }

  /** The database server's clock, in Unix milliseconds. */
  public long storeMillis() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement read =
            connection.prepareStatement(
                "select floor(extract(epoch from clock_timestamp()) * 1000)::bigint");
        ResultSet row = read.executeQuery()) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new LogStoreException("the database's clock cannot be read", e);
    }
  }

  private static LogState state(ResultSet row) throws SQLException {
    return new LogState(Frontier.parse(row.getBytes(1)), row.getLong(2));
  }
}
