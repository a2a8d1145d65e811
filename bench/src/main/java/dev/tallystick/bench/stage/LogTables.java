package dev.tallystick.bench.stage;

import dev.tallystick.postgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What the log's own tables say, read beside the service to check what it answered. */
public final class LogTables {
  private static final String PAYLOAD =
      "select coalesce(avg(octet_length(nonce_stub) + octet_length(hash_body) + octet_length(hash_internal)"
          + " + octet_length(stub) + octet_length(sealed)), 0)::int"
          + " from (select * from entry order by idx desc limit 1000) newest";
  private static final String ROW =
      "select coalesce(avg(pg_column_size(newest.*)), 0)::int from (select * from %s limit 1000) newest";

  private static final String WAITS =
      "select percentile_disc(array[0.5, 0.99, 1.0]) within group (order by r.recorded_millis - e.recorded_millis)"
          + " from (select recorded_millis, covered_size, lag(covered_size, 1, 0::bigint) over (order by number) as before"
          + " from index_root where log_idx is not null) r"
          + " join entry e on e.idx >= r.before and e.idx < r.covered_size"
          + " where e.idx >= ? and e.type <> (select type from entry where idx = (select max(log_idx) from index_root))";

  private final Database database;

  /** Reads them as the owner. */
  public LogTables(Database database) {
    this.database = database;
  }

  /** How many entries are committed. */
  public long treeSize() throws SQLException {
    return number("select tree_size from log_state");
  }

  /** How many committed entries the index has not filed yet. */
  public long notIndexed() throws SQLException {
    return number("select tree_size - next from log_state, index_cursor");
  }

  /**
   * Bytes that the log stores for what an event says and for its proof, without keys and columns of
   * fixed size.
   */
  public int payloadBytes() throws SQLException {
    return (int) number(PAYLOAD);
  }

  /** Bytes of a row of the log's entry table, as PostgreSQL stores it. */
  public int rowBytes() throws SQLException {
    return (int) number(ROW.formatted("entry"));
  }

  /**
   * How long the entries from an index on waited for the first index root over them, by the log's
   * own times, in milliseconds: the median, the 99th percentile, the longest.
   */
  public List<Long> waitsForRoots(long fromIndex) throws SQLException {
    try (Connection connection = database.connectAsOwner();
        PreparedStatement statement = connection.prepareStatement(WAITS)) {
      statement.setLong(1, fromIndex);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return List.of((Long[]) row.getArray(1).getArray());
      }
    }
  }

  /** Bytes of a row of the baseline's table. */
  public static int baselineRowBytes(Database baseline) throws SQLException {
    return (int) new LogTables(baseline).number(ROW.formatted("event"));
  }

  private long number(String query) throws SQLException {
    try (Connection connection = database.connectAsOwner();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
