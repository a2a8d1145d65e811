package dev.tallystick.consent.log;

import dev.tallystick.events.Event;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.OutboxListener;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Entries that are made once because a row says so: row and event are stored together, so that
 * neither a crash nor another replica makes two of one or none.
 */
@Singleton
public class StoredEntries {
  private static final Logger LOG = Logger.getLogger(StoredEntries.class);

  private final DataSource database;
  private final LogWriter log;
  private final Recorder recorder;

  StoredEntries(DataSource database, LogWriter log, Recorder recorder) {
    this.database = database;
    this.log = log;
    this.recorder = recorder;
  }

  /** The row that an entry is made for. */
  public interface Row {
    /** Writes it; false if it is there. */
    boolean write(Connection connection) throws SQLException;
  }

  /** Stores both; the event, if the row is new. */
  public Optional<Event> store(Event event, Row row) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        boolean written = row.write(connection);
        if (written) {
          log.store(connection, event);
        }
        connection.commit();
        return written ? Optional.of(event) : Optional.empty();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("an entry could not be stored with its row", e);
    }
  }

  /** Appends a stored event that nothing follows now; if that fails, the outbox goes on trying. */
  public Optional<Logged> send(Event event) {
    return send(event, OutboxListener.NOBODY);
  }

  /**
   * Appends a stored event now; if that fails, the outbox goes on trying.
   *
   * @param concluding does what its outcome makes necessary; also a bean that the outbox tells
   */
  public Optional<Logged> send(Event event, OutboxListener concluding) {
    try {
      return Optional.of(recorder.record(event, concluding));
    } catch (RuntimeException away) {
      LOG.debugf("An entry waits in the outbox: %s", event);
      return Optional.empty();
    }
  }
}
