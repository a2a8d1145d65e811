package dev.tallystick.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** A row that somebody else's transaction has locked, until this is closed. */
public final class HeldRow implements AutoCloseable {
  private final DataSource database;
  private final Connection connection;

  private HeldRow(DataSource database, Connection connection) {
    this.database = database;
    this.connection = connection;
  }

  /**
   * Locks a row.
   *
   * @param sql with one parameter, such as {@code select … where id = ? for update}
   */
  public static HeldRow of(DataSource database, String sql, String parameter) {
    try {
      Connection connection = database.getConnection();
      connection.setAutoCommit(false);
      try (PreparedStatement lock = connection.prepareStatement(sql)) {
        lock.setString(1, parameter);
        if (!lock.executeQuery().next()) {
          connection.rollback();
          connection.close();
          throw new AssertionError("there is no such row");
        }
      }
      return new HeldRow(database, connection);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Begins work beside this thread, and returns when it waits for a lock. */
  public <T> CompletableFuture<T> waiting(Supplier<T> work) {
    CompletableFuture<T> begun = CompletableFuture.supplyAsync(work);
    Rows rows = new Rows(database);
    Rows.await(
        () ->
            rows.one("select exists (select 1 from pg_locks where not granted)").equals("t")
                || begun.isDone());
    if (begun.isDone()) {
      throw new AssertionError("it has not waited");
    }
    return begun;
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
