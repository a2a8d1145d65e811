package dev.tallystick.vault.storage;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs work in one transaction: when it returns, all of it is durable; when it throws, none of it
 * is there. Safe for threads.
 */
@Singleton
public final class Transactions {
  private final DataSource database;

  Transactions(DataSource database) {
    this.database = database;
  }

  /** Work that gives something back. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /** Work that gives nothing back. */
  @FunctionalInterface
  public interface Task {
    void in(Connection connection) throws SQLException;
  }

  /**
   * Runs {@code work} and commits.
   *
   * @throws StorageException if the database fails
   */
  public <T> T call(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } finally {
        // After a commit there is nothing left to roll back.
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new StorageException(e);
    }
  }

  /** Runs {@code task} and commits, as {@link #call}. */
  public void run(Task task) {
    boolean unused =
        call(
            connection -> {
              task.in(connection);
              return true;
            });
  }
}
