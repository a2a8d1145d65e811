package dev.tallystick.producer;

import dev.tallystick.events.Event;
import dev.tallystick.houserules.TestClock;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.LocalPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A service's surroundings: a database with the library's tables, a log, and as many processes as a
 * test starts.
 */
final class Site implements AutoCloseable {
  static final Duration SHORT = Duration.ofMillis(400);
  static final Duration LONG = Duration.ofSeconds(40);

  final TestClock clock = TestClock.standing();
  final ServedLog log = ServedLog.start(1, clock);
  final Told told = new Told();
  private final OneTransaction callers = new OneTransaction();

  /** Whether the provider gives tokens; without one nothing is sent. */
  final AtomicBoolean hasTokens = new AtomicBoolean(true);

  final EventFactory events = new EventFactory(clock, new SecureRandom(), "consent-service");
  private final SampleEvents samples = new SampleEvents(clock);
  private final LocalPostgres server = LocalPostgres.temporary();
  private final Database database = server.createDatabase("producer");
  private final List<Runnable> started = new ArrayList<>();

  Site() throws SQLException, IOException {
    try (Connection owner = database.connectAsOwner();
        Statement statement = owner.createStatement()) {
      statement.execute("grant usage on schema public to " + database.app().role());
      for (String file : List.of("V900_1__outbox.sql", "V900_20__log_key_succession.sql")) {
        statement.execute(migration(file).replace("${app-role}", database.app().role()));
      }
    }
  }

  private static String migration(String file) throws IOException {
    try (InputStream in = Site.class.getResourceAsStream("/db/producer/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.app().role());
    source.setPassword(database.app().password());
    return source;
  }

  /** Does the work in one transaction, and commits it or rolls it back. */
  void inTransaction(boolean commit, Runnable work) throws SQLException {
    try (Connection connection = database.connectAsApp()) {
      connection.setAutoCommit(false);
      callers.connection = connection;
      work.run();
      if (commit) {
        connection.commit();
      } else {
        connection.rollback();
      }
    } finally {
      callers.connection = null;
    }
  }

  /** What a container does for a service: the connection of the transaction that is under way. */
  private static final class OneTransaction implements CallersTransaction {
    private @Nullable Connection connection;

    @Override
    public <T> T run(OwnTransactions.Work<T> work) {
      try {
        return work.on(Objects.requireNonNull(connection));
      } catch (SQLException e) {
        throw new OutboxException(e);
      }
    }
  }

  Connection connect() throws SQLException {
    return database.connectAsApp();
  }

  /** One process of the service: what the container makes of the beans. */
  final class Replica {
    final LogConnection connection;
    final LogWriter writer;
    private final OutboxWorker worker;

    private Replica(ServedLog to, Optional<String> vkey, Duration giveUpAfter) {
      OwnTransactions transactions = OwnTransactions.of(dataSource());
      connection =
          new LogConnection(
              to.url(), Site.this::token, new LogKeyPin(transactions, vkey), giveUpAfter);
      Outbox outbox = new Outbox(transactions, callers);
      Duration lease = Duration.ofSeconds(1);
      worker = new OutboxWorker(connection, outbox, List.of(told), lease, Duration.ofMillis(100));
      writer = new LogWriter(connection, outbox, worker, lease);
      started.add(connection::close);
      started.add(worker::close);
    }

    /** Lets the background work, as a whole start of the service does. */
    Replica inTheBackground() {
      worker.start();
      return this;
    }
  }

  private String token() {
    if (!hasTokens.get()) {
      throw new TokenUnavailableException(new IllegalStateException("the test asked for that"));
    }
    return "token";
  }

  Replica process(Duration giveUpAfter) {
    return new Replica(log, Optional.empty(), giveUpAfter);
  }

  Replica process(ServedLog to, Optional<String> vkey) {
    return new Replica(to, vkey, LONG);
  }

  Event freeze() {
    return samples.freeze();
  }

  /** Events by a clock that is ahead of the log's. */
  SampleEvents ahead(Duration by) {
    return new SampleEvents(Clock.offset(clock, by));
  }

  Event party(String name) {
    return samples.party(name);
  }

  /** How many rows the outbox holds. */
  long rows() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from producer_outbox")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Removes what a test has left behind, so that the next one begins anew. */
  void clear() throws SQLException {
    started.forEach(Runnable::run);
    started.clear();
    told.outcomes.clear();
    told.reissues.set(false);
    hasTokens.set(true);
    log.faults().goAway(false);
    log.faults().turnAway(false);
    log.faults().loseAnswers(0);
    try (Connection owner = database.connectAsOwner();
        Statement statement = owner.createStatement()) {
      statement.execute("truncate producer_outbox, producer_log_key");
    }
  }

  @Override
  public void close() {
    started.forEach(Runnable::run);
    log.close();
    server.close();
  }
}
