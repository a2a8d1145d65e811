package dev.tallystick.vault.release;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which records, in which versions, have gone to whom. Ids only; what they held opens under the
 * person's key. Goes with the person.
 */
@Singleton
public final class ReleasedRecords {
  private final Clock clock;

  ReleasedRecords(Clock clock) {
    this.clock = clock;
  }

  /** A release that handed over a record, and in which version. */
  public record Handed(EventId release, String recipient, String record, int version) {}

  /** Notes what a release is about to hand over; it counts from {@link #logged}. */
  void intend(Connection connection, Event event, List<JsonObject> records) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into released_record (event_id, subject, source, recipient, at, records, versions)
            values (?, ?, ?, ?, ?, ?, ?)
            """)) {
      insert.setObject(1, event.id().value());
      insert.setString(2, event.subject().orElseThrow());
      insert.setString(3, event.data().getString("from"));
      insert.setString(4, event.data().getString("to"));
      insert.setTimestamp(5, Timestamp.from(clock.instant()));
      insert.setArray(
          6,
          connection.createArrayOf(
              "text", records.stream().map(record -> record.getString("record")).toArray()));
      insert.setArray(
          7,
          connection.createArrayOf(
              "int4",
              records.stream()
                  .map(record -> record.findInteger("version").orElse(1L).intValue())
                  .toArray()));
      insert.executeUpdate();
    }
  }

  void logged(Connection connection, EventId event) throws SQLException {
    change(connection, "update released_record set logged = true where event_id = ?", event);
  }

  void abandon(Connection connection, EventId event) throws SQLException {
    change(connection, "delete from released_record where event_id = ?", event);
  }

  /** Forgets what was released about a person, of one source or of all. */
  void forget(Connection connection, String subject, Optional<String> source) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from released_record where subject = ? and (?::text is null or source = ?)")) {
      delete.setString(1, subject);
      delete.setString(2, source.orElse(null));
      delete.setString(3, source.orElse(null));
      delete.executeUpdate();
    }
  }

  /** Everything that was handed over about a person, in the order of the releases. */
  public List<Handed> about(Connection connection, String subject) throws SQLException {
    List<Handed> handed = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select event_id, recipient, records, versions from released_record
            where subject = ? and logged order by event_id
            """)) {
      select.setString(1, subject);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          EventId release = new EventId(row.getObject(1, UUID.class));
          Object[] records = items(row.getArray(3));
          Object[] versions = items(row.getArray(4));
          for (int i = 0; i < records.length; i++) {
            handed.add(
                new Handed(
                    release,
                    row.getString(2),
                    String.valueOf(records[i]),
                    ((Number) versions[i]).intValue()));
          }
        }
      }
    }
    return handed;
  }

  private static Object[] items(Array array) throws SQLException {
    return (Object[]) array.getArray();
  }

  private static void change(Connection connection, String sql, EventId event) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, event.value());
      update.executeUpdate();
    }
  }
}
