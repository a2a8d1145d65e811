package dev.tallystick.audit.index;

import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.FreshEntries;
import dev.tallystick.audit.storage.Locks;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.Session;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The thread that keeps the index up with the log. Of all replicas the one that holds an advisory
 * lock writes and makes index roots; the others follow what it has written, so that all can answer.
 * The database frees the lock when the holder dies. It takes what has been committed five times a
 * second and never touches the append path.
 */
public final class IndexFollower implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(IndexFollower.class);
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(2);

  private final DataSource dataSource;
  private final IndexWriter writer;
  private final IndexLoader loader;
  private final RootMaker roots;
  private final LineageBackfill lineage;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "index-follower");

  /** After a failure; doubled by each that follows it at once. */
  private Duration retry = FIRST_RETRY;

  /** What the follower reads and writes with. */
  public record Parts(
      DataSource dataSource,
      OpeningSeal seal,
      LogEntryRepository entries,
      FreshEntries fresh,
      IndexSalts salts) {}

  /** The types of which the index reads more than the labels. */
  public static List<Integer> typesRead() {
    return IndexWriter.OPENED;
  }

  /**
   * A follower that is not started yet.
   *
   * @param interval the least time between two index roots, at least a second
   */
  public IndexFollower(
      Parts parts,
      IndexSnapshots snapshots,
      RootAppender appender,
      Clock clock,
      Duration interval) {
    if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("there is at most one index root a second");
    }
    this.dataSource = parts.dataSource;
    FiledEntries filed = new FiledEntries(parts.seal, parts.fresh);
    this.writer = new IndexWriter(filed, parts.seal, parts.salts);
    RootEntries logged = new RootEntries(parts.entries, parts.seal);
    this.loader = new IndexLoader(filed, parts.salts, logged, snapshots);
    this.lineage = new LineageBackfill(parts.entries, parts.seal);
    this.roots = new RootMaker(logged, appender, snapshots, clock, interval);
    thread.setDaemon(true);
  }

  /** Begins to follow, or to stand by. */
  public void start() {
    thread.start();
  }

  /** How far this process has seen the index come; 0 as long as another one writes it. */
  public long indexed() {
    return writer.indexed();
  }

  private void run() {
    while (!isClosed()) {
      try (Connection connection = dataSource.getConnection()) {
        workWith(connection);
      } catch (SQLException e) {
        LOG.warn("the index cannot be followed for now: " + e.getMessage());
      } catch (RuntimeException | Error e) {
        report(e);
      }
      pause(retry);
      retry = retry.compareTo(LAST_RETRY) < 0 ? retry.multipliedBy(2) : LAST_RETRY;
    }
  }

  private void workWith(Connection connection) throws SQLException {
    boolean sound = false;
    try {
      connection.setAutoCommit(false);
      while (!isClosed() && !tell(connection, "select pg_try_advisory_lock(?)")) {
        standBy(connection);
        pause(IDLE);
      }
      if (!isClosed()) {
        follow(connection);
        tell(connection, "select pg_advisory_unlock(?)");
      }
      connection.setAutoCommit(true);
      sound = true;
    } catch (RuntimeException | Error e) {
      report(e);
    } finally {
      if (!sound) {
        letGo(connection);
      }
    }
  }

  /**
   * Nobody starts this thread again, so it outlives errors too: its state is thrown away with the
   * connection and read anew, and what will not pass is reported every time.
   */
  private static void report(Throwable e) {
    LOG.error("the index cannot go on from here; trying again", e);
  }

  private void standBy(Connection connection) throws SQLException {
    try {
      loader.refresh(connection);
    } catch (StaleStateException e) {
      LOG.info("waiting for the index: " + e.getMessage());
    }
  }

  /** The lock ends with the session, which ends with the connection; it is not to wait for that. */
  private static void letGo(Connection connection) throws SQLException {
    try {
      connection.rollback();
      tell(connection, "select pg_advisory_unlock(?)");
    } catch (SQLException e) {
      LOG.debug("the connection is gone already", e);
    } finally {
      Session.cut(connection);
    }
  }

  private void follow(Connection connection) throws SQLException {
    while (!isClosed()) {
      try {
        follow(connection, loader.load(connection));
      } catch (StaleStateException e) {
        LOG.info("reading the index anew: " + e.getMessage());
        connection.rollback();
      }
    }
  }

  private void follow(Connection connection, IndexState state) throws SQLException {
    while (!isClosed()) {
      long begun = System.nanoTime();
      boolean isBehind = writer.advance(connection, state) == IndexWriter.BATCH;
      roots.step(connection, state, begun);
      retry = FIRST_RETRY;
      if (!isBehind && state.goal == null && !lineage.step(connection)) {
        pause(roots.patience(state, IDLE));
      }
    }
  }

  private static boolean tell(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, Locks.INDEX);
      boolean answer;
      try (ResultSet row = statement.executeQuery()) {
        answer = row.next() && row.getBoolean(1);
      }
      connection.commit();
      return answer;
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void pause(Duration duration) {
    try {
      closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }

  /** Stops after the batch in hand and waits for it, 20 s at most. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(20_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
