package dev.tallystick.consent.stop;

import dev.tallystick.events.EventId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;

/** What people have stopped, durable before the log is asked. */
@Singleton
class LocalStopTable {
  private final DataSource database;

  LocalStopTable(DataSource database) {
    this.database = database;
  }

  /** Adds a stop in the caller's transaction; false if there is one of the same that counts. */
  boolean add(Connection connection, LocalStop stop) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into local_stop (event_id, kind, subject, about, stopped_at)"
                + " values (?,?,?,?,?) on conflict do nothing")) {
      insert.setObject(1, stop.event().value());
      insert.setString(2, stop.kind().name());
      insert.setString(3, stop.subject());
      insert.setString(4, stop.about());
      insert.setObject(5, utc(stop.stoppedAt()));
      return insert.executeUpdate() == 1;
    }
  }

  /** The withdrawal of a consent, or the freeze of a person that is not logged yet. */
  Optional<LocalStop> find(LocalStop.Kind kind, String about) {
    String sql =
        "select event_id, subject, stopped_at, log_index from local_stop"
            + " where kind = ? and about = ? and (kind = 'WITHDRAWAL' or log_index is null)";
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, kind.name());
      select.setString(2, about);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new LocalStop(
                    new EventId(row.getObject(1, UUID.class)),
                    kind,
                    row.getString(2),
                    about,
                    row.getObject(3, OffsetDateTime.class).toInstant(),
                    index(row, 4)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the stops could not be read", e);
    }
  }

  /**
   * When the last of what is not logged was stopped, by the clock of then, which may have been off.
   */
  Optional<Instant> newestPending() {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select max(stopped_at) from local_stop where log_index is null");
        ResultSet row = select.executeQuery()) {
      row.next();
      return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
          .map(OffsetDateTime::toInstant);
    } catch (SQLException e) {
      throw new IllegalStateException("the stops could not be read", e);
    }
  }

  /** Whether anything that was stopped at this time or before is not logged yet. */
  boolean isAnyPending(Instant since) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select exists (select from local_stop"
                    + " where log_index is null and stopped_at <= ?)")) {
      select.setObject(1, utc(since));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the stops could not be read", e);
    }
  }

  /** Another event says what a stop's event said; false if that is logged or unknown. */
  boolean rename(Connection connection, EventId event, EventId anew) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update local_stop set event_id = ? where event_id = ? and log_index is null")) {
      update.setObject(1, anew.value());
      update.setObject(2, event.value());
      return update.executeUpdate() == 1;
    }
  }

  /** Where the stop of an event is logged. */
  OptionalLong findIndex(EventId event) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select log_index from local_stop where event_id = ?")) {
      select.setObject(1, event.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? index(row, 1) : OptionalLong.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the stops could not be read", e);
    }
  }

  /** Whether an event is that of a stop which is not logged. */
  boolean isPending(EventId event) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select from local_stop where event_id = ? and log_index is null")) {
      select.setObject(1, event.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the stops could not be read", e);
    }
  }

  /** Notes where a stop is logged; what is no stop is passed over. */
  void settle(EventId event, long index) {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update local_stop set log_index = ? where event_id = ? and log_index is null")) {
      update.setLong(1, index);
      update.setObject(2, event.value());
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a stop could not be settled", e);
    }
  }

  private static OptionalLong index(ResultSet row, int column) throws SQLException {
    long index = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(index);
  }

  private static OffsetDateTime utc(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
