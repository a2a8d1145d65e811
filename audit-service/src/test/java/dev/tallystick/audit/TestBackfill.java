package dev.tallystick.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestExchange.Logged;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A sale that the index knows as the former code left it: without deposits, consents, alarms and
 * ends.
 */
public final class TestBackfill {
  private static final List<String> TABLES =
      List.of(
          "deposit",
          "release_deposit",
          "release_consent",
          "notification",
          "anomaly",
          "anomaly_clearing",
          "anomaly_suspension",
          "service_restoration",
          "release");

  private final long size;
  private final List<String> before;

  private TestBackfill(long size) throws SQLException {
    this.size = size;
    this.before = rows();
  }

  /** Logs a sale and what becomes of it, and waits for the index. */
  public static TestBackfill afterASale() throws SQLException {
    TestExchange exchange = new TestExchange();
    Logged deposit = exchange.deposit();
    Logged first = exchange.first(deposit);
    Logged told = exchange.notification(first, exchange.correction(Optional.of(deposit)));
    Logged gone = exchange.destruction(first);
    new TestAnomaly(exchange).raise(3).suspend(exchange.clock.instant()).restore().clear();
    long size = exchange.first().index() + 1;
    assertThat(size).isGreaterThan(Math.max(told.index(), gone.index()));
    LogApi.awaitIndex(size);
    return new TestBackfill(size);
  }

  /** Takes away what the former code did not write. */
  public void forget() throws SQLException {
    execute(
        "truncate deposit, release_deposit, release_consent, notification,"
            + " anomaly, anomaly_clearing, anomaly_suspension, service_restoration");
    execute("update release set destroyed = null, destroyed_idx = null");
    execute("update lineage_backfill set next = 0, until = (select next from index_cursor)");
  }

  /** Takes away the beginnings alone, as while the present code writes what comes after them. */
  public void forgetBeginnings() throws SQLException {
    execute("truncate deposit, anomaly, anomaly_suspension");
    execute("update lineage_backfill set next = 0, until = (select next from index_cursor)");
  }

  /** Whether the service says that nothing is missing. */
  public boolean isComplete() throws SQLException {
    return query("select next >= until from lineage_backfill").equals(List.of("t"));
  }

  /** What was there before it was taken away. */
  public List<String> rowsBefore() {
    return before;
  }

  /** What is there now. */
  public List<String> rows() throws SQLException {
    List<String> rows = new ArrayList<>();
    for (String table : TABLES) {
      rows.addAll(
          query("select t::text from %s t where idx < %d order by t::text".formatted(table, size)));
    }
    return rows;
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection owner = asOwner();
        Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.add(row.getString(1));
      }
    }
    return found;
  }

  private static void execute(String sql) throws SQLException {
    try (Connection owner = asOwner();
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  static Connection asOwner() throws SQLException {
    return DriverManager.getConnection(
        setting("quarkus.datasource.jdbc.url"),
        setting("quarkus.flyway.username"),
        setting("quarkus.flyway.password"));
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
