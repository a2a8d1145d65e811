package dev.tallystick.audit.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One of the {@link Locks}, held by a database session of its own until it is closed. The database
 * frees it when this process dies. Take it outside transactions: a connection that belongs to one
 * would end with it. For one thread at a time.
 */
public final class AdvisoryLock implements AutoCloseable {
  private static final int ALIVE_SECONDS = 2;

  private final Connection connection;
  private final long key;

  private AdvisoryLock(Connection connection, long key) {
    this.connection = connection;
    this.key = key;
  }

  /**
   * Takes the lock if nobody else holds it. Does not wait for it.
   *
   * @throws LogStoreException if the database cannot be asked
   */
  public static Optional<AdvisoryLock> tryTake(DataSource dataSource, long key) {
    try {
      AdvisoryLock lock = new AdvisoryLock(dataSource.getConnection(), key);
      boolean isTaken = false;
      try {
        isTaken = lock.ask("select pg_try_advisory_lock(?)");
      } finally {
        if (!isTaken) {
          lock.connection.close();
        }
      }
      return isTaken ? Optional.of(lock) : Optional.empty();
    } catch (SQLException e) {
      throw new LogStoreException("an advisory lock cannot be taken: " + e.getMessage(), e);
    }
  }

  /** Whether the session still answers; when it does not, the lock is lost. Blocks for 2 s. */
  public boolean isAlive() {
    try {
      return connection.isValid(ALIVE_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Frees the lock. If the database does not confirm that, the session is cut, which frees it. */
  @Override
  public void close() {
    try (connection) {
      boolean isFree = false;
      try {
        isFree = ask("select pg_advisory_unlock(?)");
      } finally {
        if (!isFree) {
          Session.cut(connection);
        }
      }
    } catch (SQLException e) {
      throw new LogStoreException("an advisory lock was lost: " + e.getMessage(), e);
    }
  }

  private boolean ask(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, key);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
