package dev.tallystick.audit.index;

import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.events.usage.IndexRoot;
import dev.tallystick.problem.DomainProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Makes index roots, one a number.
 *
 * <p>A root gets its number in a transaction of its own; only then is it appended, resting on the
 * guard of the one before, and only after that {@code index_label} is brought up to it. Whether it
 * is in the log is read from the log: a crash between the two, a lost answer, or another process
 * that did not know it had lost the lock all end the same way, with one entry of that number.
 *
 * <p>There is one root a second at most. So that it is not much less, a root is begun as much
 * before it is due as the last one took to get its number, and appended when it is due: an entry
 * waits for a root for an interval and a few milliseconds.
 */
final class RootMaker {
  private static final Logger LOG = Logger.getLogger(RootMaker.class);

  private static final long MAX_LEAD_NANOS = 200_000_000;

  private final RootEntries entries;
  private final RootAppender appender;
  private final IndexSnapshots snapshots;
  private final Clock clock;
  private final Duration interval;
  private final long startedMillis;
  private long leadNanos;

  RootMaker(
      RootEntries entries,
      RootAppender appender,
      IndexSnapshots snapshots,
      Clock clock,
      Duration interval) {
    this.entries = entries;
    this.appender = appender;
    this.snapshots = snapshots;
    this.clock = clock;
    this.interval = interval;
    this.startedMillis = clock.millis();
  }

  /**
   * Does what is due: reaches the goal, finishes a root that was begun, or makes the next.
   *
   * @param begunNanos when the work on what is indexed now was begun
   */
  void step(Connection connection, IndexState state, long begunNanos) throws SQLException {
    if (state.goal != null) {
      reachGoal(connection, state, state.goal);
    } else if (state.pending != null) {
      finish(connection, state, state.pending);
    } else if (isDue(state)) {
      IndexRoot root = begin(connection, state);
      leadNanos = Math.min(System.nanoTime() - begunNanos, MAX_LEAD_NANOS);
      awaitDue(state);
      appendAndFind(connection, state, root);
      if (state.labelsAt != state.next) {
        IndexWriter.lockCursor(connection, state.next);
        IndexWriter.flush(connection, state);
        connection.commit();
      }
    }
  }

  /** How long until the next root may be made, at most {@code most}. */
  Duration patience(IndexState state, Duration most) {
    Duration left = Duration.ofMillis(beginMillis(state) - clock.millis());
    if (!state.hasOthers || left.isNegative() || left.compareTo(most) > 0) {
      return most;
    }
    return left;
  }

  private boolean isDue(IndexState state) {
    return state.hasOthers && clock.millis() >= beginMillis(state);
  }

  private long beginMillis(IndexState state) {
    return dueMillis(state) - TimeUnit.NANOSECONDS.toMillis(leadNanos);
  }

  private void awaitDue(IndexState state) {
    long left = dueMillis(state) - clock.millis();
    if (left > 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(left);
      } catch (InterruptedException e) {
        // It is a little early, which is better than not at all; the caller is about to end.
        Thread.currentThread().interrupt();
      }
    }
  }

  /** An interval longer than a second also holds the first root of a process back. */
  private long dueMillis(IndexState state) {
    LoggedRoot newest = state.newest;
    long last = newest == null ? 0 : newest.recordedMillis();
    boolean isLong = interval.compareTo(Duration.ofSeconds(1)) > 0;
    return Math.max(last, isLong ? startedMillis : 0) + interval.toMillis();
  }

  private IndexRoot begin(Connection connection, IndexState state) throws SQLException {
    LoggedRoot newest = state.newest;
    IndexRoot root =
        new IndexRoot(
            newest == null ? 1 : newest.data().number() + 1,
            state.trie.root(),
            state.next,
            newest == null ? OptionalLong.empty() : OptionalLong.of(newest.index()));
    IndexWriter.lockCursor(connection, state.next);
    IndexRootRepository.insert(connection, root);
    connection.commit();
    state.pending = root;
    state.rooted = state.trie;
    state.hasOthers = false;
    return root;
  }

  private void finish(Connection connection, IndexState state, IndexRoot root) throws SQLException {
    Optional<LoggedRoot> logged = find(root);
    if (logged.isPresent()) {
      setLogged(connection, state, root, logged.get());
    } else {
      appendAndFind(connection, state, root);
    }
  }

  private void appendAndFind(Connection connection, IndexState state, IndexRoot root)
      throws SQLException {
    try {
      appender.append(root);
    } catch (DomainProblem e) {
      LOG.warnf("index root %d is not confirmed: %s", root.number(), e.document().code());
    }
    Optional<LoggedRoot> logged = find(root);
    if (logged.isPresent()) {
      setLogged(connection, state, root, logged.get());
    }
  }

  private void setLogged(Connection connection, IndexState state, IndexRoot root, LoggedRoot logged)
      throws SQLException {
    if (!logged.data().equals(root)) {
      throw new LogStoreException(
          "the log has another index root "
              + root.number()
              + " than this index: make the index again (reset_index), and find out who wrote it");
    }
    IndexWriter.lockCursor(connection, state.next);
    IndexRootRepository.setLogged(connection, logged);
    // In one commit: who has the root finds every label that it covers, with its salt.
    IndexWriter.flush(connection, state);
    connection.commit();
    state.newest = logged;
    state.pending = null;
    snapshots.publish(new IndexSnapshot(logged, state.rooted));
  }

  private Optional<LoggedRoot> find(IndexRoot root) {
    long from = root.coveredSize();
    return entries.from(from).stream()
        .filter(logged -> logged.data().number() == root.number())
        .findFirst();
  }

  /** The tables have been made again up to the newest root of the log: they must give that root. */
  private void reachGoal(Connection connection, IndexState state, LoggedRoot goal)
      throws SQLException {
    if (state.next < goal.data().coveredSize()) {
      return;
    }
    if (state.labelsAt != goal.data().coveredSize()
        || !state.trie.root().equals(goal.data().root())) {
      throw new LogStoreException(
          "the index made from the log, at size %d, has root %s; root %d in the log is %s at size %d"
              .formatted(
                  state.labelsAt,
                  state.trie.root(),
                  goal.data().number(),
                  goal.data().root(),
                  goal.data().coveredSize()));
    }
    IndexWriter.lockCursor(connection, state.next);
    long from = 0;
    List<LoggedRoot> page = entries.from(from);
    while (!page.isEmpty()) {
      for (LoggedRoot root : page) {
        if (root.data().number() <= goal.data().number()) {
          IndexRootRepository.insert(connection, root.data());
          IndexRootRepository.setLogged(connection, root);
        }
        from = root.index() + 1;
      }
      page = entries.from(from);
    }
    connection.commit();
    state.newest = goal;
    state.goal = null;
    state.rooted = state.trie;
    state.hasOthers = false;
    snapshots.publish(new IndexSnapshot(goal, state.trie));
    LOG.infof("the index has been made again up to root %d", goal.data().number());
  }
}
