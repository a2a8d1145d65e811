package dev.tallystick.consent.denial;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The refusals of the last minute, in the caller's transaction. */
@Singleton
class DenialTable {
  private static final String COLUMNS =
      "likeness, first_event, subject, data, opened_at, first_index, repeats";

  /** A row: the first of some same refusals, and how many came after it. */
  record Row(
      Hash likeness,
      EventId first,
      Optional<String> subject,
      JsonObject data,
      Instant openedAt,
      OptionalLong index,
      long repeats) {

    @Override
    public String toString() {
      return "Row[" + first + "]";
    }
  }

  /** Counts a repeat. */
  void repeat(Connection connection, Hash likeness) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update denial set repeats = repeats + 1 where likeness = ?")) {
      update.setBytes(1, likeness.toByteArray());
      update.executeUpdate();
    }
  }

  /** The row of these refusals, held until the end of the transaction. */
  Optional<Row> lock(Connection connection, Hash likeness) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + COLUMNS + " from denial where likeness = ? for update")) {
      select.setBytes(1, likeness.toByteArray());
      return read(select).stream().findFirst();
    }
  }

  /** Rows that are older than this and whose first is logged; held, and left to one replica. */
  List<Row> lockOlderThan(Connection connection, Instant time, int limit) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + COLUMNS
                + " from denial where opened_at <= ? and first_index is not null"
                + " order by opened_at limit ? for update skip locked")) {
      select.setObject(1, utc(time));
      select.setInt(2, limit);
      return read(select);
    }
  }

  /** Adds a first; false if another replica has been faster. */
  boolean add(Connection connection, Hash likeness, EventId first, Denial denial, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into denial (likeness, first_event, subject, data, opened_at)"
                + " values (?,?,?,?,?) on conflict do nothing")) {
      insert.setBytes(1, likeness.toByteArray());
      insert.setObject(2, first.value());
      insert.setString(3, denial.subject().orElse(null));
      insert.setString(4, CanonicalJson.text(denial.data()));
      insert.setObject(5, utc(now));
      return insert.executeUpdate() == 1;
    }
  }

  /** Whether this is the entry of a minute's first refusal, and not logged. */
  boolean isUnlogged(Connection connection, EventId first) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select from denial where first_event = ? and first_index is null")) {
      select.setObject(1, first.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  void remove(Connection connection, EventId first) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from denial where first_event = ?")) {
      delete.setObject(1, first.value());
      delete.executeUpdate();
    }
  }

  /** Notes where a first is logged; what is none is passed over. */
  void settle(Connection connection, EventId first, long index) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update denial set first_index = ? where first_event = ? and first_index is null")) {
      update.setLong(1, index);
      update.setObject(2, first.value());
      update.executeUpdate();
    }
  }

  private static List<Row> read(PreparedStatement query) throws SQLException {
    List<Row> found = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        long index = row.getLong("first_index");
        OptionalLong known = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(index);
        found.add(
            new Row(
                Hash.copyOf(row.getBytes("likeness")),
                new EventId(row.getObject("first_event", UUID.class)),
                Optional.ofNullable(row.getString("subject")),
                parse(row.getString("data")),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                known,
                row.getLong("repeats")));
      }
    }
    return found;
  }

  private static JsonObject parse(String json) {
    try {
      return (JsonObject) CanonicalJson.parse(json.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a stored refusal is malformed", e);
    }
  }

  private static OffsetDateTime utc(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
