package dev.tallystick.vault.correction;

import dev.tallystick.events.EventId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of notifications. */
@Singleton
final class NotificationTable {
  private static final String SELECT =
      """
      select id, subject, source, recipient, release, record, change, event_id, due_on, answer
      from notification
      """;

  void add(Connection connection, Notification notification, Instant now) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into notification
              (id, subject, source, recipient, release, record, change, event_id, due_on, told_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      insert.setString(1, notification.id());
      insert.setString(2, notification.subject());
      insert.setString(3, notification.from());
      insert.setString(4, notification.to());
      insert.setObject(5, notification.release().value());
      insert.setString(6, notification.record());
      insert.setString(7, notification.change().name());
      insert.setObject(8, notification.event().value());
      insert.setDate(9, Date.valueOf(notification.dueOn()));
      insert.setTimestamp(10, Timestamp.from(now));
      insert.executeUpdate();
    }
  }

  /** What a recipient has not answered, ascending by id. */
  List<Notification> open(Connection connection, String recipient, int most) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT + " where recipient = ? and answer is null order by id limit ?")) {
      select.setString(1, recipient);
      select.setInt(2, most);
      return read(select);
    }
  }

  /** A notification, kept to this transaction. */
  Optional<Notification> lock(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(SELECT + " where id = ? for update")) {
      select.setString(1, id);
      return read(select).stream().findFirst();
    }
  }

  void answer(Connection connection, String id, String answer, Instant now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update notification set answer = ?, answered_at = ? where id = ?")) {
      update.setString(1, answer);
      update.setTimestamp(2, Timestamp.from(now));
      update.setString(3, id);
      update.executeUpdate();
    }
  }

  /** What should have been answered before this day; each is given once. */
  List<Notification> overdue(Connection connection, LocalDate today, int most) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update notification set overdue = true where id in
              (select id from notification where answer is null and not overdue and due_on < ?
               order by due_on limit ? for update skip locked)
            returning id, subject, source, recipient, release, record, change, event_id, due_on, answer
            """)) {
      update.setDate(1, Date.valueOf(today));
      update.setInt(2, most);
      return read(update);
    }
  }

  private static List<Notification> read(PreparedStatement select) throws SQLException {
    List<Notification> found = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        found.add(
            new Notification(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                new EventId(row.getObject(5, UUID.class)),
                row.getString(6),
                Notification.Change.valueOf(row.getString(7)),
                new EventId(row.getObject(8, UUID.class)),
                row.getDate(9).toLocalDate(),
                Optional.ofNullable(row.getString(10))));
      }
    }
    return found;
  }
}
