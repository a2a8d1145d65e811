package dev.tallystick.producer;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table of the events without an outcome. A row belongs to one process until its claim ends; a
 * crash leaves the row, and any process takes it up after that.
 */
final class Outbox {
  private static final String INSERT =
      """
      insert into producer_outbox (event_id, request, must_log, claimed_until)
      values (?, ?, ?, now() + ? * interval '1 millisecond')
      on conflict (event_id) do update set claimed_until = excluded.claimed_until
      returning must_log
      """;
  // Skips what another process works on, and never waits for it.
  private static final String CLAIM =
      """
      update producer_outbox set claimed_until = now() + ? * interval '1 millisecond'
      where event_id in (select event_id from producer_outbox where claimed_until <= now()
        order by seq limit ? for update skip locked)
      returning event_id, request, must_log, seq
      """;

  private final OwnTransactions transactions;
  private final CallersTransaction caller;

  Outbox(OwnTransactions transactions, CallersTransaction caller) {
    this.transactions = transactions;
    this.caller = caller;
  }

  /** One row as it was claimed. Not a record: it holds bytes. */
  static final class Row {
    private final EventId id;
    private final byte[] request;
    private final boolean mustLog;
    private final long place;

    private Row(EventId id, byte[] request, boolean mustLog, long place) {
      this.id = id;
      this.request = request;
      this.mustLog = mustLog;
      this.place = place;
    }

    EventId id() {
      return id;
    }

    byte[] request() {
      return request.clone();
    }

    boolean mustLog() {
      return mustLog;
    }

    /** Ascending in the order in which rows were stored. */
    private long place() {
      return place;
    }
  }

  /** Stores the event in the transaction of the calling thread, to be logged in any case. */
  void store(Event event, Duration claim) {
    caller.run(connection -> insert(connection, event, true, claim));
  }

  /** Forgets one event in the transaction of the calling thread and stores another in its place. */
  boolean replace(EventId old, Event event, Duration claim) {
    return caller.run(
        connection -> {
          boolean isThere = remove(connection, old) == 1;
          if (isThere) {
            insert(connection, event, true, claim);
          }
          return isThere;
        });
  }

  /**
   * Stores the event unless it is stored, and keeps it to this process for a while.
   *
   * @return whether it must be logged, because it was stored so before
   */
  boolean claim(Event event, Duration claim) {
    return transactions.run(connection -> insert(connection, event, false, claim));
  }

  private static boolean insert(Connection connection, Event event, boolean mustLog, Duration claim)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, event.id().value());
      insert.setBytes(2, event.toRequestJson());
      insert.setBoolean(3, mustLog);
      insert.setLong(4, claim.toMillis());
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** Forgets an event in the caller's transaction; how many rows that were. */
  private static int remove(Connection connection, EventId id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from producer_outbox where event_id = ?")) {
      delete.setObject(1, id.value());
      return delete.executeUpdate();
    }
  }

  /** The oldest event that no process works on. */
  Optional<Row> claimNext(Duration claim) {
    return claimNext(claim, 1).stream().findFirst();
  }

  /**
   * The oldest events that no process works on, in the order in which they were stored. Nobody
   * waits for the disk: a claim that a crash takes back is taken anew.
   */
  List<Row> claimNext(Duration claim, int most) {
    return transactions.run(
        connection -> {
          List<Row> rows = new ArrayList<>();
          try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
            update.setLong(1, claim.toMillis());
            update.setInt(2, most);
            try (ResultSet row = update.executeQuery()) {
              while (row.next()) {
                rows.add(
                    new Row(
                        new EventId(row.getObject(1, UUID.class)),
                        row.getBytes(2),
                        row.getBoolean(3),
                        row.getLong(4)));
              }
            }
          }
          if (!rows.isEmpty()) {
            commitLate(connection);
          }
          rows.sort(Comparator.comparingLong(Row::place));
          return rows;
        });
  }

  /** Frees the event for the next try, which comes no sooner than after the delay. */
  void release(EventId id, Duration delay) {
    release(List.of(id), delay);
  }

  /** Frees events; should a crash take that back, their claims end by themselves. */
  void release(List<EventId> ids, Duration delay) {
    if (ids.isEmpty()) {
      return;
    }
    transactions.run(
        connection -> {
          commitLate(connection);
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update producer_outbox set claimed_until = now() + ? * interval '1 millisecond' where event_id = any(?)")) {
            update.setLong(1, delay.toMillis());
            update.setArray(2, connection.createArrayOf("uuid", values(ids)));
            return update.executeUpdate();
          }
        });
  }

  /**
   * Forgets events whose outcome is known. Nobody waits for the disk: if a crash brings a row back,
   * its outcome is found again.
   */
  void remove(List<EventId> ids) {
    if (ids.isEmpty()) {
      return;
    }
    transactions.run(
        connection -> {
          commitLate(connection);
          try (PreparedStatement delete =
              connection.prepareStatement("delete from producer_outbox where event_id = any(?)")) {
            delete.setArray(1, connection.createArrayOf("uuid", values(ids)));
            return delete.executeUpdate();
          }
        });
  }

  private static UUID[] values(List<EventId> ids) {
    return ids.stream().map(EventId::value).toArray(UUID[]::new);
  }

  private static void commitLate(Connection connection) throws SQLException {
    try (Statement local = connection.createStatement()) {
      local.execute("set local synchronous_commit = off");
    }
  }

  /** How many events must be logged and are not known to be. */
  long backlog() {
    return transactions.run(
        connection -> {
          try (PreparedStatement count =
                  connection.prepareStatement(
                      "select count(*) from producer_outbox where must_log");
              ResultSet row = count.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  /** How long ago the oldest event was made that must be logged and is not known to be. */
  double oldestSeconds() {
    return transactions.run(
        connection -> {
          try (PreparedStatement oldest =
                  connection.prepareStatement(
                      "select coalesce(extract(epoch from now() - min(stored_at)), 0) from producer_outbox where must_log");
              ResultSet row = oldest.executeQuery()) {
            row.next();
            return Math.max(0, row.getDouble(1));
          }
        });
  }
}
