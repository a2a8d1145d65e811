package dev.tallystick.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
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
    return find(database, sql, parameter)
        .orElseThrow(() -> new AssertionError("there is no such row"));
  }

  /** As {@link #of}, as soon as there is such a row. */
  public static HeldRow await(DataSource database, String sql, String parameter) {
    AtomicReference<Optional<HeldRow>> held = new AtomicReference<>(Optional.empty());
    Rows.await(
        () -> {
          held.set(find(database, sql, parameter));
          return held.get().isPresent();
        });
    return held.get().orElseThrow();
  }

  private static Optional<HeldRow> find(DataSource database, String sql, String parameter) {
    try {
      Connection connection = database.getConnection();
      HeldRow row = new HeldRow(database, connection);
      connection.setAutoCommit(false);
      try (PreparedStatement lock = connection.prepareStatement(sql)) {
        lock.setString(1, parameter);
        if (lock.executeQuery().next()) {
          return Optional.of(row);
        }
      }
      row.close();
      return Optional.empty();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Begins work beside this thread, and returns when it waits for a lock. */
  public <T> CompletableFuture<T> waiting(Supplier<T> work) {
    CompletableFuture<T> begun = CompletableFuture.supplyAsync(work);
    Rows.await(() -> begun.isDone() || isWaiting());
    if (begun.isDone()) {
      throw new AssertionError("it has not waited");
    }
    return begun;
  }

  /** Returns when somebody waits for a lock. */
  public void awaitWaiting() {
    Rows.await(this::isWaiting);
  }

  private boolean isWaiting() {
    return new Rows(database)
        .one("select exists (select 1 from pg_locks where not granted)")
        .equals("t");
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
