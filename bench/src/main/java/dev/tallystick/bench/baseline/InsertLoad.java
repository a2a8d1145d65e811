package dev.tallystick.bench.baseline;

import dev.tallystick.bench.event.EventFiller;
import dev.tallystick.bench.event.Population;
import dev.tallystick.bench.event.RequestTemplate;
import dev.tallystick.bench.measure.Failures;
import dev.tallystick.bench.measure.Latencies;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.measure.Window;
import dev.tallystick.postgres.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Many clients, each a thread with a connection of its own, that insert one row after the other: a
 * statement prepared on the server, auto-commit, over TCP. A row holds the event's id (unique), its
 * subject (indexed) and as many bytes as the log stores for an event.
 *
 * <p>No proof, no order, no guards, no sealing, no HTTP, no token: the least that an application
 * does to keep events for ever.
 */
public final class InsertLoad {
  private static final String TABLE =
      "create table if not exists event (event_id uuid not null, subject text not null, payload bytea not null)";
  private static final String UNIQUE =
      "create unique index if not exists event_id_unique on event (event_id)";
  private static final String SUBJECT =
      "create index if not exists event_subject on event (subject)";

  private final Database database;
  private final RequestTemplate template;
  private final Population population;
  private final Clock clock;
  private final int payloadBytes;
  private long nextSeed = 1_000_000;

  /**
   * A load of the table {@code event} in this database.
   *
   * @param payloadBytes the size of the payload column of every row
   */
  public InsertLoad(
      Database database,
      RequestTemplate template,
      Population population,
      Clock clock,
      int payloadBytes) {
    this.database = database;
    this.template = template;
    this.population = population;
    this.clock = clock;
    this.payloadBytes = payloadBytes;
  }

  /** Makes the table, if it is not there. */
  public void createTable() throws SQLException {
    try (Connection connection = database.connectAsOwner();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
      statement.execute(UNIQUE);
      statement.execute(SUBJECT);
      statement.execute("grant select, insert on event to " + database.app().role());
    }
  }

  /** Leaves nothing behind that the server would look after later. */
  public void dropTable() throws SQLException {
    try (Connection connection = database.connectAsOwner();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table event");
    }
  }

  /** One round. */
  public LoadResult run(int clients, Duration ramp, Duration length)
      throws SQLException, InterruptedException {
    List<InsertClient> all = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      EventFiller filler = new EventFiller(template, population, clock, nextSeed++);
      all.add(new InsertClient(database, template, filler, payloadBytes));
    }
    Window window = Window.after(ramp, length);
    List<Thread> threads = new ArrayList<>();
    for (InsertClient client : all) {
      Thread thread = new Thread(() -> client.run(window), "insert");
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return joined(all, window);
  }

  private static LoadResult joined(List<InsertClient> clients, Window window) {
    Latencies latencies = new Latencies();
    Failures failures = Failures.NONE;
    long confirmed = 0;
    for (InsertClient client : clients) {
      latencies.addAll(client.latencies());
      failures = failures.and(client.failures());
      confirmed += client.confirmed();
    }
    return new LoadResult(
        latencies.count(), confirmed, window.seconds(), latencies, failures, List.of());
  }
}
