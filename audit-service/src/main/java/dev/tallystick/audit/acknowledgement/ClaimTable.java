package dev.tallystick.audit.acknowledgement;

import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.events.EventId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The one event id under which a release may be acknowledged.
 *
 * <p>The log takes an event id once. So whoever acknowledges a release, however often, on whichever
 * replica, appends under the same id, and one entry comes of it; no lock is held while the log is
 * written, and a crash leaves nothing to repair. Thread-safe.
 */
public final class ClaimTable {
  private final DataSource dataSource;

  /** Writes the service's own database. */
  public ClaimTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The id for the release: {@code drawn} if there was none. */
  EventId claim(EventId release, EventId drawn) {
    return change(
        "insert into acknowledgement_claim (release, event_id) values (?, ?) on conflict do nothing",
        release,
        drawn,
        null);
  }

  /**
   * Gives up an id that can never be logged any more, and returns the one that holds now: {@code
   * drawn}, or another's.
   */
  EventId replace(EventId release, EventId lapsed, EventId drawn) {
    return change(
        "update acknowledgement_claim set event_id = ? where release = ? and event_id = ?",
        drawn,
        release,
        lapsed);
  }

  private EventId change(String sql, EventId first, EventId second, @Nullable EventId third) {
    EventId release = third == null ? first : second;
    try (Connection connection = dataSource.getConnection()) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setObject(1, first.value());
        statement.setObject(2, second.value());
        if (third != null) {
          statement.setObject(3, third.value());
        }
        statement.executeUpdate();
      }
      try (PreparedStatement select =
          connection.prepareStatement(
              "select event_id from acknowledgement_claim where release = ?")) {
        select.setObject(1, release.value());
        try (ResultSet row = select.executeQuery()) {
          row.next();
          return new EventId(row.getObject(1, UUID.class));
        }
      }
    } catch (SQLException e) {
      throw new LogStoreException("the id of an acknowledgement cannot be had", e);
    }
  }
}
