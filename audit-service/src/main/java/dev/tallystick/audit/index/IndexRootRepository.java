package dev.tallystick.audit.index;

import dev.tallystick.events.usage.IndexRoot;
import dev.tallystick.tlog.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The chain of index roots in the database, by number. */
public final class IndexRootRepository {
  private static final String COLUMNS =
      "number, root, covered_size, previous, log_idx, recorded_millis";

  private final DataSource dataSource;

  /** Reads the service's own database. */
  public IndexRootRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** A root, and where it is in the log if that is known. */
  record Row(IndexRoot data, @Nullable LoggedRoot logged) {}

  /** The roots after a number that are in the log, in order. */
  public List<LoggedRoot> after(long number, int limit) {
    return Queries.list(
        dataSource,
        "select "
            + COLUMNS
            + " from index_root where number > ? and log_idx is not null order by number limit ?",
        statement -> {
          statement.setLong(1, number);
          statement.setInt(2, limit);
        },
        row -> new LoggedRoot(data(row), row.getLong(5), row.getLong(6)));
  }

  static Optional<Row> newest(Connection connection) throws SQLException {
    return first(connection, "select " + COLUMNS + " from index_root order by number desc limit 1");
  }

  static Optional<Row> newestLogged(Connection connection) throws SQLException {
    return first(
        connection,
        "select "
            + COLUMNS
            + " from index_root where log_idx is not null order by number desc limit 1");
  }

  private static Optional<Row> first(Connection connection, String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      IndexRoot data = data(row);
      long index = row.getLong(5);
      return Optional.of(
          new Row(data, row.wasNull() ? null : new LoggedRoot(data, index, row.getLong(6))));
    }
  }

  private static IndexRoot data(ResultSet row) throws SQLException {
    long previous = row.getLong(4);
    boolean isFirst = row.wasNull();
    return new IndexRoot(
        row.getLong(1),
        Hash.takeOwnershipOf(row.getBytes(2)),
        row.getLong(3),
        isFirst ? OptionalLong.empty() : OptionalLong.of(previous));
  }

  /** Takes the number for good; there is no second row of it. */
  static void insert(Connection connection, IndexRoot root) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into index_root (number, root, covered_size, previous) values (?, ?, ?, ?)")) {
      insert.setLong(1, root.number());
      insert.setBytes(2, root.root().toByteArray());
      insert.setLong(3, root.coveredSize());
      insert.setObject(4, root.previous().isPresent() ? root.previous().getAsLong() : null);
      insert.executeUpdate();
    }
  }

  static void setLogged(Connection connection, LoggedRoot root) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update index_root set log_idx = ?, recorded_millis = ? where number = ?")) {
      update.setLong(1, root.index());
      update.setLong(2, root.recordedMillis());
      update.setLong(3, root.data().number());
      update.executeUpdate();
    }
  }
}
