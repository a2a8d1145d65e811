package dev.tallystick.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/** What stands in the database, seen past the service. */
public final class Rows {
  private final DataSource database;

  public Rows(DataSource database) {
    this.database = database;
  }

  public long count(String table) {
    return Long.parseLong(one("select count(*) from " + table));
  }

  /** How many chunks there are of an import, in whatever state. */
  public long chunksOf(String idempotencyKey) {
    return Long.parseLong(
        one("select count(*) from chunk where idempotency_key = ?", idempotencyKey));
  }

  public String chunkState(String chunk) {
    return one("select state from chunk where id = ?", chunk);
  }

  public long recordsOf(String chunk) {
    return Long.parseLong(one("select count(*) from record where chunk = ?", chunk));
  }

  /** Releases by state. */
  public Map<String, Integer> releaseStates() {
    Map<String, Integer> states = new TreeMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select state, count(*) from release group by state");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        states.put(rows.getString(1), rows.getInt(2));
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return states;
  }

  /** The one value of the one row, as text; empty if there is none. */
  public String one(String sql, String... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        String value = row.next() ? row.getString(1) : "";
        return value == null ? "" : value;
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  public int execute(String sql, String... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        update.setString(i + 1, parameters[i]);
      }
      return update.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until something holds, a minute at most. */
  public static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .pollInSameThread()
        .until(condition);
  }
}
