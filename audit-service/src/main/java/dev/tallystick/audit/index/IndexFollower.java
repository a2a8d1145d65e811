package dev.tallystick.audit.index;

import dev.tallystick.audit.sealing.OpeningSeal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The thread that keeps the index up with the log. Of all replicas the one that holds an advisory
 * lock works, the others stand by; the database frees the lock when the holder dies. It takes what
 * has been committed five times a second and never touches the append path.
 */
public final class IndexFollower implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(IndexFollower.class);
  private static final long LOCK = 7446003;
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final IndexWriter writer;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "index-follower");

  /** A follower that is not started yet. */
  public IndexFollower(DataSource dataSource, OpeningSeal seal) {
    this.dataSource = dataSource;
    this.writer = new IndexWriter(seal);
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
      }
      pause(RETRY);
    }
  }

  private void workWith(Connection connection) throws SQLException {
    boolean sound = false;
    try {
      connection.setAutoCommit(false);
      if (tell(connection, "select pg_try_advisory_lock(?)")) {
        follow(connection);
        tell(connection, "select pg_advisory_unlock(?)");
      }
      connection.setAutoCommit(true);
      sound = true;
    } catch (RuntimeException e) {
      LOG.error("the index cannot go on from here; trying again", e);
    } finally {
      if (!sound) {
        // The session ends with the connection, and with it the lock.
        connection.abort(Runnable::run);
      }
    }
  }

  private void follow(Connection connection) throws SQLException {
    while (!isClosed()) {
      if (writer.advance(connection) < IndexWriter.BATCH) {
        pause(IDLE);
      }
    }
  }

  private static boolean tell(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, LOCK);
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
