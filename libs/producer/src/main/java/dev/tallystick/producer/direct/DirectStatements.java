package dev.tallystick.producer.direct;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Statements that go to the database as they stand, in the calling thread's transaction and past
 * the entity manager: for the steps that every release and every inquiry takes, where preparing a
 * statement costs the entity manager more than the database takes to run it.
 *
 * <p>Rows that the entity manager has not written yet are not seen: flush it first. Values are
 * bound as parameters; instants as {@code timestamptz}, enums by their names, arrays of texts, ids,
 * integers and bytes as such. A failure of the database is a {@link DirectStatementException},
 * after which the transaction can no longer be committed.
 */
@Singleton
public class DirectStatements {
  private final DataSource database;
  private final LongAdder prepared = new LongAdder();

  DirectStatements(DataSource database) {
    this.database = database;
  }

  /** Reads the row that a result stands at. */
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Looks at one row after the other. */
  public interface RowVisitor {
    /** Looks at the row that a result stands at; whether the next one is wanted. */
    boolean visit(ResultSet row) throws SQLException;
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Changes rows; tells how many. */
  public int update(String sql, @Nullable Object... values) {
    return run(
        connection -> {
          try (PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
          }
        });
  }

  /** Runs one statement with each of these lists of values, in one go. */
  public void updateEach(String sql, List<@Nullable Object[]> each) {
    if (each.isEmpty()) {
      return;
    }
    run(
        connection -> {
          prepared.increment();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] values : each) {
              bind(statement, values);
              statement.addBatch();
            }
            return statement.executeBatch();
          }
        });
  }

  /** All rows of an answer, which the statement has to bound. */
  public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... values) {
    return run(
        connection -> {
          List<T> found = new ArrayList<>();
          try (PreparedStatement statement = prepared(connection, sql, values);
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              found.add(reader.read(rows));
            }
          }
          return found;
        });
  }

  /** The first row of an answer, if there is one. */
  public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... values) {
    return list(sql, reader, values).stream().findFirst();
  }

  /**
   * Shows the rows of an answer one by one, until there are none or no more are wanted.
   *
   * @param atOnce how many are in memory at the same time
   */
  public void scan(String sql, int atOnce, RowVisitor visitor, @Nullable Object... values) {
    run(
        connection -> {
          try (PreparedStatement statement = prepared(connection, sql, values)) {
            statement.setFetchSize(atOnce);
            try (ResultSet rows = statement.executeQuery()) {
              boolean more = rows.next();
              while (more) {
                more = visitor.visit(rows) && rows.next();
              }
              return more;
            }
          }
        });
  }

  /**
   * The caller's transaction need not be on disk when it ends: after a crash of the database it may
   * be as if it had never been. For what is done again, or found out again, then.
   */
  public void commitLate() {
    update("set local synchronous_commit = off");
  }

  /** How many statements were prepared since the start; the entity manager counts its own only. */
  public long preparedCount() {
    return prepared.sum();
  }

  /** The data source hands out the connection that the transaction has enlisted. */
  private <T> T run(Work<T> work) {
    if (QuarkusTransaction.getStatus() == Status.STATUS_NO_TRANSACTION) {
      throw new IllegalStateException("a direct statement is sent in a transaction");
    }
    try (Connection connection = database.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new DirectStatementException(e);
    }
  }

  private PreparedStatement prepared(Connection connection, String sql, @Nullable Object[] values)
      throws SQLException {
    prepared.increment();
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      bind(statement, values);
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      bind(statement, i + 1, values[i]);
    }
  }

  private static void bind(PreparedStatement statement, int place, @Nullable Object value)
      throws SQLException {
    if (value instanceof Instant instant) {
      statement.setObject(place, instant.atOffset(ZoneOffset.UTC));
    } else if (value instanceof Enum<?> named) {
      statement.setString(place, named.name());
    } else if (value instanceof String[] texts) {
      statement.setArray(place, statement.getConnection().createArrayOf("text", texts));
    } else if (value instanceof UUID[] ids) {
      statement.setArray(place, statement.getConnection().createArrayOf("uuid", ids));
    } else if (value instanceof Integer[] numbers) {
      statement.setArray(place, statement.getConnection().createArrayOf("int4", numbers));
    } else if (value instanceof byte[][] bytes) {
      statement.setArray(place, statement.getConnection().createArrayOf("bytea", bytes));
    } else {
      statement.setObject(place, value);
    }
  }
}
