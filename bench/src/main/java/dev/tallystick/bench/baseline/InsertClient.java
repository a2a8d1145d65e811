package dev.tallystick.bench.baseline;

import dev.tallystick.bench.event.EventFiller;
import dev.tallystick.bench.event.RequestTemplate;
import dev.tallystick.bench.measure.Failures;
import dev.tallystick.bench.measure.Latencies;
import dev.tallystick.bench.measure.Window;
import dev.tallystick.postgres.Database;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/** One client of {@link InsertLoad}: its connection and what it has seen. Used by one thread. */
final class InsertClient {
  private static final String INSERT =
      "insert into event (event_id, subject, payload) values (?, ?, ?)";

  /** Prepared on the server from the first execution on. */
  private static final String OPTIONS = "?prepareThreshold=1";

  private final Connection connection;
  private final EventFiller filler;
  private final byte[] payload;
  private final Latencies latencies = new Latencies();
  private Failures failures = Failures.NONE;
  private long confirmed;

  /** Connects. */
  InsertClient(Database database, RequestTemplate template, EventFiller filler, int payloadBytes)
      throws SQLException {
    this.connection =
        DriverManager.getConnection(
            database.jdbcUrl() + OPTIONS, database.app().role(), database.app().password());
    this.filler = filler;
    byte[] event = template.toByteArray();
    this.payload = Arrays.copyOf(event, Math.max(event.length, payloadBytes));
  }

  void run(Window window) {
    ByteBuffer event = ByteBuffer.wrap(payload);
    try (connection;
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      long begun = System.nanoTime();
      while (!window.isOver(begun)) {
        filler.fill(event, 0);
        insert.setObject(1, filler.lastId().value());
        insert.setString(2, filler.lastSubject());
        insert.setBytes(3, payload);
        insert.executeUpdate();
        long done = System.nanoTime();
        confirmed++;
        if (window.contains(done)) {
          latencies.add(done - begun);
        }
        begun = done;
      }
    } catch (SQLException e) {
      failures = failures.and(1, String.valueOf(e.getMessage()));
    }
  }

  Latencies latencies() {
    return latencies;
  }

  long confirmed() {
    return confirmed;
  }

  Failures failures() {
    return failures;
  }
}
