package dev.tallystick.audit.receiving;

import dev.tallystick.audit.entry.Anomaly;
import dev.tallystick.audit.storage.Locks;
import dev.tallystick.events.EventId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the watch keeps and counts, on a connection whose transaction is the caller's. Every query
 * walks the index of releases without a receipt between two places of the log.
 */
final class ReceiptRows {
  private static final String OWED =
      " from release where acknowledged is null and undelivered is null and idx >= ? and idx < ?";

  private final Connection connection;

  ReceiptRows(Connection connection) {
    this.connection = connection;
  }

  /** Whether no other replica watches now; held until the transaction ends. */
  boolean lock() throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
      lock.setLong(1, Locks.RECEIPTS);
      try (ResultSet row = lock.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Notes that a quorum has covered the log up to this size by now. */
  void mark(long atMillis, long treeSize) throws SQLException {
    update("insert into receipt_mark values (?, ?) on conflict do nothing", atMillis, treeSize);
  }

  /** Forgets the marks before the newest one that is not after this time. */
  void forgetBefore(long atMillis) throws SQLException {
    update(
        "delete from receipt_mark where at_millis <"
            + " (select max(at_millis) from receipt_mark where at_millis <= ?)",
        atMillis);
  }

  /** The size that a quorum had covered at a time; 0 if that is not known. */
  long coveredAt(long atMillis) throws SQLException {
    return number(
        "select coalesce(max(tree_size), 0) from receipt_mark where at_millis <= ?", atMillis);
  }

  long toldBelow() throws SQLException {
    return number("select told_below from receipt_watch");
  }

  void tellBelow(long index) throws SQLException {
    update("update receipt_watch set told_below = ?", index);
  }

  /** The suspensions that are not over, or whose end has not been told, by party. */
  Map<String, OpenSuspension> suspensions() throws SQLException {
    Map<String, OpenSuspension> open = new LinkedHashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select party, until_millis, anomaly, raised from receipt_suspension order by party");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        EventId raised = new EventId(row.getObject(4, UUID.class));
        open.put(
            row.getString(1),
            new OpenSuspension(row.getLong(2), new Anomaly(row.getString(3), raised)));
      }
    }
    return open;
  }

  void suspend(String party, OpenSuspension suspension) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into receipt_suspension values (?, ?, ?, ?)"
                + " on conflict (party) do update set until_millis = excluded.until_millis")) {
      insert.setString(1, party);
      insert.setLong(2, suspension.untilMillis());
      insert.setString(3, suspension.cause().id());
      insert.setObject(4, suspension.cause().event().value());
      insert.executeUpdate();
    }
  }

  void over(String party) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from receipt_suspension where party = ?")) {
      delete.setString(1, party);
      delete.executeUpdate();
    }
  }

  /** Releases between two places of the log whose receipts are missing, in log order. */
  List<MissingReceipt> missing(long from, long to, int limit) throws SQLException {
    List<MissingReceipt> missing = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select event_id, idx, recorded_millis, to_party" + OWED + " order by idx limit ?")) {
      select.setLong(1, from);
      select.setLong(2, to);
      select.setInt(3, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          missing.add(
              new MissingReceipt(
                  new EventId(row.getObject(1, UUID.class)),
                  row.getLong(2),
                  row.getLong(3),
                  row.getString(4)));
        }
      }
    }
    return missing;
  }

  /** The recipients of which more than {@code limit} receipts are missing there, and how many. */
  Map<String, Long> recipientsAbove(long from, long to, int limit) throws SQLException {
    Map<String, Long> counts = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select to_party, count(*)"
                + OWED
                + " group by to_party having count(*) > ? order by to_party")) {
      select.setLong(1, from);
      select.setLong(2, to);
      select.setInt(3, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          counts.put(row.getString(1), row.getLong(2));
        }
      }
    }
    return counts;
  }

  private long number(String sql, long... values) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, values);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  private void update(String sql, long... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      statement.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, long... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setLong(i + 1, values[i]);
    }
  }
}
