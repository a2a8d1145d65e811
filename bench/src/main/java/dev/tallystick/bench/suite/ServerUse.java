package dev.tallystick.bench.suite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the suite's database server has done so far. The server counts a connection's transactions
 * up to ten seconds late, so two readings should be further apart, or the connections be busy.
 *
 * @param transactions by database, those that only read among them
 * @param writing transactions that wrote something, in all databases
 * @param flushes how often a connection waited until the write-ahead log was on disk; those that
 *     commit at the same time wait for one flush
 * @param walBytes written to the write-ahead log
 */
public record ServerUse(Map<String, Long> transactions, long writing, long flushes, long walBytes) {
  private static final String TRANSACTIONS =
      """
      select datname, xact_commit + xact_rollback from pg_stat_database
      where datname in ('audit', 'consent', 'vault', 'bureau') order by datname
      """;

  private static final String REST =
      """
      select pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
        (select coalesce(sum(fsyncs), 0) from pg_stat_io
         where object = 'wal' and backend_type = 'client backend'),
        (select wal_bytes from pg_stat_wal)
      """;

  /** Copies the map. */
  public ServerUse {
    transactions = Map.copyOf(transactions);
  }

  /** Reads it now. */
  public static ServerUse read(Connection connection) throws SQLException {
    Map<String, Long> transactions = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery(TRANSACTIONS)) {
        while (rows.next()) {
          transactions.put(rows.getString(1), rows.getLong(2));
        }
      }
      try (ResultSet row = statement.executeQuery(REST)) {
        row.next();
        return new ServerUse(transactions, row.getLong(1), row.getLong(2), row.getLong(3));
      }
    }
  }

  /** What was done since an earlier reading. */
  public ServerUse since(ServerUse earlier) {
    Map<String, Long> more = new LinkedHashMap<>();
    transactions.forEach(
        (name, count) -> more.put(name, count - earlier.transactions.getOrDefault(name, 0L)));
    return new ServerUse(
        more, writing - earlier.writing, flushes - earlier.flushes, walBytes - earlier.walBytes);
  }

  /** In all databases. */
  public long allTransactions() {
    return transactions.values().stream().mapToLong(Long::longValue).sum();
  }
}
