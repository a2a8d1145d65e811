package dev.tallystick.audit.index;

import dev.tallystick.audit.storage.FiledEntry;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.events.usage.IndexRoot;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Trie;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the index's state from its tables: the writer's at start, the others' as it goes on. */
final class IndexLoader {
  /** Beyond so many entries the whole trie is read anew. */
  private static final long MAX_STEP = 200_000;

  private static final int BATCH = 5000;
  private static final String CURSOR = "select next, labels_at from index_cursor";

  private final FiledEntries filed;
  private final IndexSalts salts;
  private final RootEntries entries;
  private final IndexSnapshots snapshots;

  IndexLoader(FiledEntries filed, IndexSalts salts, RootEntries entries, IndexSnapshots snapshots) {
    this.filed = filed;
    this.salts = salts;
    this.entries = entries;
    this.snapshots = snapshots;
  }

  /** The writer's state; publishes the snapshot if the tables stand at a root of the log. */
  IndexState load(Connection connection) throws SQLException {
    Optional<LoggedRoot> inLog = entries.newest();
    // Locked, so that what is read belongs together: nobody makes the index again meanwhile.
    long[] cursor = cursor(connection, CURSOR + " for update");
    IndexState state = new IndexState(LabelRepository.trie(connection, salts));
    state.labelsAt = cursor[1];
    Optional<IndexRootRepository.Row> newest = IndexRootRepository.newest(connection);
    connection.commit();
    if (cursor[1] > cursor[0]) {
      throw new LogStoreException(
          "the index's tables are under a root at size %d and indexed up to %d: make the index again (reset_index)"
              .formatted(cursor[1], cursor[0]));
    }
    long covered = newest.map(row -> row.data().coveredSize()).orElse(0L);
    state.next = state.labelsAt;
    if (covered > state.labelsAt) {
      // It died between a root's number and the labels under it.
      reread(connection, state, covered);
      IndexWriter.lockCursor(connection, cursor[0]);
      IndexWriter.flush(connection, state);
      connection.commit();
    }
    state.rooted = state.trie;
    state.hasOthers = false;
    reread(connection, state, cursor[0]);
    place(state, inLog.orElse(null), newest.orElse(null));
    requireRoot(state);
    LoggedRoot logged = state.newest;
    if (logged != null && logged.data().coveredSize() == state.labelsAt) {
      snapshots.publish(new IndexSnapshot(logged, state.rooted));
    }
    return state;
  }

  /** Tables that somebody has changed are not gone on from. */
  private static void requireRoot(IndexState state) {
    LoggedRoot newest = state.newest;
    IndexRoot last = state.pending;
    if (last == null && newest != null) {
      last = newest.data();
    }
    if (last != null
        && last.coveredSize() == state.labelsAt
        && !last.root().equals(state.rooted.root())) {
      throw new LogStoreException(
          "the index's tables do not give index root "
              + last.number()
              + ": make the index again (reset_index), and find out who changed them");
    }
  }

  /**
   * Says where in the chain the tables are: at a logged root, at one that is not yet, or behind.
   */
  private static void place(
      IndexState state, @Nullable LoggedRoot inLog, IndexRootRepository.@Nullable Row newest) {
    long number = newest == null ? 0 : newest.data().number();
    if (inLog != null && number < inLog.data().number()) {
      state.goal = inLog;
    } else if (newest != null && newest.logged() != null) {
      state.newest = newest.logged();
    } else if (newest != null) {
      state.pending = newest.data();
      state.newest = inLog != null && inLog.data().number() < number ? inLog : null;
    }
  }

  /** Takes up again what is in the lists and not yet in {@code index_label}, up to a size. */
  private void reread(Connection connection, IndexState state, long until) throws SQLException {
    while (state.next < until) {
      long to = Math.min(until, state.next + BATCH);
      List<FiledEntry> batch = filed.read(connection, state.next, to, List.of());
      state.hasOthers |= FiledEntries.anyOtherThanRoots(batch);
      Map<Hash, Frontier> edges =
          LabelListWriter.of(connection, batch, state.changed, state.trie).edges();
      state.changed.putAll(edges);
      state.trie = LabelRepository.with(state.trie, edges, salts);
      state.next = to;
      connection.commit();
    }
  }

  /** Follows the snapshot of another process that writes; one consistent look at the tables. */
  void refresh(Connection connection) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try {
      Optional<LoggedRoot> root =
          IndexRootRepository.newestLogged(connection).map(IndexRootRepository.Row::logged);
      IndexSnapshot known = snapshots.newest().orElse(null);
      if (root.isPresent()
          && (known == null || known.root().data().number() != root.get().data().number())
          && cursor(connection, CURSOR)[1] == root.get().data().coveredSize()) {
        publish(connection, known, root.get());
      }
    } finally {
      connection.commit();
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
  }

  private void publish(Connection connection, @Nullable IndexSnapshot known, LoggedRoot root)
      throws SQLException {
    Trie trie = known == null ? Trie.EMPTY : stepped(connection, known, root);
    if (!trie.root().equals(root.data().root())) {
      trie = LabelRepository.trie(connection, salts);
    }
    if (!trie.root().equals(root.data().root())) {
      throw new StaleStateException(
          "the tables do not give index root " + root.data().number() + " of the log");
    }
    snapshots.publish(new IndexSnapshot(root, trie));
  }

  private Trie stepped(Connection connection, IndexSnapshot known, LoggedRoot root)
      throws SQLException {
    long to = root.data().coveredSize();
    if (to < known.coveredSize() || to - known.coveredSize() > MAX_STEP) {
      return Trie.EMPTY;
    }
    Set<Hash> labels = new HashSet<>();
    for (long from = known.coveredSize(); from < to; from += BATCH) {
      filed
          .read(connection, from, Math.min(to, from + BATCH), List.of())
          .forEach(entry -> labels.addAll(entry.labels()));
    }
    Map<Hash, Frontier> edges = new HashMap<>(LabelRepository.find(connection, labels));
    return LabelRepository.with(known.trie(), edges, salts);
  }

  private static long[] cursor(Connection connection, String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      return new long[] {row.getLong(1), row.getLong(2)};
    }
  }
}
