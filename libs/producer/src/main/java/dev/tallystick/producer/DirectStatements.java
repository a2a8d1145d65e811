package dev.tallystick.producer;

import jakarta.inject.Singleton;
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
 * bound as parameters; instants as {@code timestamptz}, enums by their names, arrays of text and of
 * ids as such.
 */
@Singleton
public class DirectStatements {
  private final CallersTransaction transaction;
  private final LongAdder prepared = new LongAdder();

  DirectStatements(DataSource database) {
    this.transaction = CallersTransaction.of(database);
  }

  /** Reads the row that a result stands at. */
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Changes rows; tells how many.
   *
   * @throws OutboxException if the database fails; the transaction can no longer be committed
   */
  public int update(String sql, @Nullable Object... values) {
    return transaction.run(
        connection -> {
          try (PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
          }
        });
  }

  /**
   * All rows of an answer, which the statement has to bound.
   *
   * @throws OutboxException if the database fails; the transaction can no longer be committed
   */
  public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... values) {
    return transaction.run(
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

  /** How many statements were prepared since the start; the entity manager counts its own only. */
  public long preparedCount() {
    return prepared.sum();
  }

  private PreparedStatement prepared(Connection connection, String sql, @Nullable Object[] values)
      throws SQLException {
    prepared.increment();
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        bind(statement, i + 1, values[i]);
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
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
    } else {
      statement.setObject(place, value);
    }
  }
}
