package dev.tallystick.consent.notification;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;

/** Who was told what, and what they answered. */
@Singleton
class StopNoticeTable {
  private static final String COLUMNS =
      "cause, release, notification, event_id, subject, from_party, to_party, due_on, log_index,"
          + " answer, missed_event";

  private final DataSource database;

  StopNoticeTable(DataSource database) {
    this.database = database;
  }

  /** Adds a notice in the caller's transaction; false if this holder was told of this cause. */
  boolean add(Connection connection, StopNotice notice, Instant now) throws SQLException {
    String sql =
        "insert into stop_notice (cause, release, notification, event_id, subject, from_party,"
            + " to_party, due_on, told_at) values (?,?,?,?,?,?,?,?,?)"
            + " on conflict (cause, release) do nothing";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, notice.cause());
      insert.setObject(2, notice.release());
      insert.setString(3, notice.notification());
      insert.setObject(4, notice.event());
      insert.setString(5, notice.subject());
      insert.setString(6, notice.from());
      insert.setString(7, notice.to());
      insert.setObject(8, notice.dueOn());
      insert.setObject(9, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
      return insert.executeUpdate() == 1;
    }
  }

  /** Up to which entry everybody has been told. */
  long position() {
    return query("select position from stop_cursor", statement -> {}, rows -> rows.getLong(1))
        .get(0);
  }

  void advance(long position) {
    update(
        "update stop_cursor set position = ? where position < ?",
        statement -> {
          statement.setLong(1, position);
          statement.setLong(2, position);
        });
  }

  /** Notes where a notice is logged; what is no notice is passed over. */
  void settle(UUID event, long index) {
    update(
        "update stop_notice set log_index = ? where event_id = ? and log_index is null",
        statement -> {
          statement.setLong(1, index);
          statement.setObject(2, event);
        });
  }

  Optional<StopNotice> find(String notification) {
    return list("notification = ?", statement -> statement.setString(1, notification)).stream()
        .findFirst();
  }

  /** Notes an answer in the caller's transaction; false if there is one: the first counts. */
  boolean answer(Connection connection, String notification, String answer, LocalDate day)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update stop_notice set answer = ?, answered_on = ? where notification = ?"
                + " and answer is null")) {
      update.setString(1, answer);
      update.setObject(2, day);
      update.setString(3, notification);
      return update.executeUpdate() == 1;
    }
  }

  /** What is unanswered after its day and not yet said to be. */
  List<StopNotice> overdue(LocalDate today, int limit) {
    return list(
        "due_on < ? and answer is null and missed_event is null and log_index is not null"
            + " order by due_on limit "
            + limit,
        statement -> statement.setObject(1, today));
  }

  /** Notes in the caller's transaction that a day was missed; false if somebody has. */
  boolean miss(Connection connection, String notification, UUID event) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update stop_notice set missed_event = ? where notification = ?"
                + " and missed_event is null and answer is null")) {
      update.setObject(1, event);
      update.setString(2, notification);
      return update.executeUpdate() == 1;
    }
  }

  List<StopNotice> ofSubjects(Collection<String> subjects) {
    return list(
        "subject = any (?) order by told_at, notification",
        statement ->
            statement.setArray(
                1, statement.getConnection().createArrayOf("text", subjects.toArray())));
  }

  /** A party's; everybody's if none is named. */
  List<StopNotice> of(Optional<String> party, boolean overdueOnly, LocalDate today, int limit) {
    String where =
        "(? or to_party = ?) and (not ? or (answer is null and due_on < ?))"
            + " order by told_at desc, notification limit "
            + limit;
    return list(
        where,
        statement -> {
          statement.setBoolean(1, party.isEmpty());
          statement.setString(2, party.orElse(""));
          statement.setBoolean(3, overdueOnly);
          statement.setObject(4, today);
        });
  }

  /** What waits for an answer, the first due first. */
  List<StopNotice> unanswered(Optional<String> party, int limit) {
    return list(
        "(? or to_party = ?) and answer is null order by due_on, notification limit " + limit,
        statement -> {
          statement.setBoolean(1, party.isEmpty());
          statement.setString(2, party.orElse(""));
        });
  }

  private List<StopNotice> list(String where, Binding binding) {
    return query(
        "select " + COLUMNS + " from stop_notice where " + where, binding, StopNoticeTable::read);
  }

  private static StopNotice read(ResultSet row) throws SQLException {
    long index = row.getLong("log_index");
    OptionalLong place = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(index);
    return new StopNotice(
        row.getObject("cause", UUID.class),
        row.getObject("release", UUID.class),
        row.getString("notification"),
        row.getObject("event_id", UUID.class),
        row.getString("subject"),
        row.getString("from_party"),
        row.getString("to_party"),
        row.getObject("due_on", LocalDate.class),
        place,
        Optional.ofNullable(row.getString("answer")),
        row.getObject("missed_event") != null);
  }

  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, Binding binding, Reading<T> reading) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(reading.read(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the stop notices could not be read", e);
    }
  }

  private int update(String sql, Binding binding) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a stop notice could not be stored", e);
    }
  }
}
