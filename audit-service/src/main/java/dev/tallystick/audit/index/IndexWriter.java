package dev.tallystick.audit.index;

import dev.tallystick.audit.sealing.LostPartsException;
import dev.tallystick.audit.sealing.OpenedParts;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.FiledEntry;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves the index on by one batch in one transaction, its cursor with it: a crash leaves the batch
 * whole or not at all, and starting again is the same code as going on.
 *
 * <p>The commit is not waited for ({@code synchronous_commit} is off for it): what a crash of the
 * database takes away is made again from the log.
 */
final class IndexWriter {
  static final int BATCH = 8000;

  private static final Logger LOG = Logger.getLogger(IndexWriter.class);

  /** The types whose bodies it reads. */
  static final List<Integer> OPENED =
      Stream.of(
              PartyEvents.ALL,
              IndexedReleaseWriter.TYPES,
              LineageWriter.TYPES,
              AnomalyWriter.TYPES,
              IdentityLinks.TYPES)
          .flatMap(List::stream)
          .distinct()
          .toList();

  /** What is written of the entries of a batch, beside their labels. */
  private record Writers(
      IndexedReleaseWriter releases, LineageWriter lineage, AnomalyWriter anomalies) {
    void write(Connection connection) throws SQLException {
      releases.write(connection);
      lineage.write(connection);
      anomalies.write(connection);
    }
  }

  private final FiledEntries entries;
  private final OpeningSeal seal;
  private final IndexSalts salts;
  private volatile long indexed;

  IndexWriter(FiledEntries entries, OpeningSeal seal, IndexSalts salts) {
    this.entries = entries;
    this.seal = seal;
    this.salts = salts;
  }

  /**
   * Indexes what is there, at most {@value #BATCH} entries, and returns how many.
   *
   * @throws StaleStateException if the tables are not where the state says
   */
  int advance(Connection connection, IndexState state) throws SQLException {
    long size = committedSize(connection, state);
    indexed = state.next;
    long to = Math.min(state.bound(size), state.next + BATCH);
    if (state.next >= to) {
      connection.commit();
      return 0;
    }
    try (Statement settings = connection.createStatement()) {
      settings.execute("set local synchronous_commit = off");
    }
    lockCursor(connection, state.next);
    List<FiledEntry> batch = entries.read(connection, state.next, to, OPENED);
    LabelListWriter lists = write(connection, batch, state);
    Map<Hash, Frontier> edges = lists.edges();
    state.changed.putAll(edges);
    // A little at a time: nothing of it is left to be done when the next root is due.
    state.trie = LabelRepository.with(state.trie, edges, salts);
    state.next = to;
    state.hasOthers |= FiledEntries.anyOtherThanRoots(batch);
    if (state.goal != null) {
      // No root is made on the way, so nothing else would empty what is held in memory.
      flush(connection, state);
    }
    try (PreparedStatement move = connection.prepareStatement("update index_cursor set next = ?")) {
      move.setLong(1, to);
      move.executeUpdate();
    }
    connection.commit();
    indexed = to;
    return batch.size();
  }

  /** How far this process has seen the index come; 0 as long as another one writes it. */
  long indexed() {
    return indexed;
  }

  /**
   * Brings {@code index_label} up to what is indexed, in the caller's transaction, which has locked
   * the cursor.
   */
  static void flush(Connection connection, IndexState state) throws SQLException {
    if (!state.changed.isEmpty()) {
      LabelRepository.write(connection, state.changed);
      state.changed.clear();
    }
    try (PreparedStatement move =
        connection.prepareStatement("update index_cursor set labels_at = ?")) {
      move.setLong(1, state.next);
      move.executeUpdate();
    }
    state.labelsAt = state.next;
  }

  private LabelListWriter write(Connection connection, List<FiledEntry> batch, IndexState state)
      throws SQLException {
    LabelListWriter lists = LabelListWriter.of(connection, batch, state.changed, state.trie);
    lists.write(connection);
    List<StoredEntry> open = new ArrayList<>();
    Writers writers =
        new Writers(new IndexedReleaseWriter(), new LineageWriter(), new AnomalyWriter());
    for (FiledEntry entry : batch) {
      StoredEntry row = entry.row();
      OpenedParts opened = row == null ? null : find(row);
      if (row != null && opened != null) {
        open.add(row);
        // What is sealed by an authority shows in no list until it is opened.
        if (!entry.isSealed()) {
          file(row, opened, writers);
        }
      }
    }
    LoggedParties.write(connection, open.stream().filter(PartyEvents::isOne).toList(), seal);
    IdentityLinks.write(connection, open.stream().filter(IdentityLinks::isOne).toList(), seal);
    writers.write(connection);
    return lists;
  }

  private void file(StoredEntry row, OpenedParts opened, Writers writers) {
    boolean isOfRelease = IndexedReleaseWriter.TYPES.contains(row.typeCode());
    boolean isOfLineage = LineageWriter.TYPES.contains(row.typeCode());
    boolean isOfAnomaly = AnomalyWriter.TYPES.contains(row.typeCode());
    if (isOfRelease || isOfLineage || isOfAnomaly) {
      Body body = seal.body(row, opened);
      if (isOfRelease) {
        writers.releases.add(row, body);
      }
      if (isOfLineage) {
        writers.lineage.add(row, body, seal.internal(row, opened));
      }
      if (isOfAnomaly) {
        writers.anomalies.add(row, body);
      }
    }
  }

  /**
   * Bodies of exchange types die after their term; then labels and stubs are all there is. Whatever
   * else keeps an entry from being opened ends the batch, which is tried again: the cursor must not
   * pass an entry of which the index would lack something for good.
   */
  private @Nullable OpenedParts find(StoredEntry row) {
    if (row.isErased()) {
      return null;
    }
    try {
      return seal.open(row);
    } catch (LostPartsException e) {
      LOG.warnf("entry %d is indexed by its labels alone: %s", row.index(), e.getMessage());
      return null;
    }
  }

  private static long committedSize(Connection connection, IndexState state) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select next, tree_size from index_cursor, log_state");
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return 0;
      }
      requireNext(row.getLong(1), state.next);
      return row.getLong(2);
    }
  }

  /**
   * For the rest of the transaction nobody makes the index again: what is written after this
   * belongs to tables that are indexed up to {@code next}. It comes first, as in {@code
   * reset_index}.
   *
   * @throws StaleStateException if they are not
   */
  static void lockCursor(Connection connection, long next) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select next from index_cursor for update");
        ResultSet row = select.executeQuery()) {
      row.next();
      requireNext(row.getLong(1), next);
    }
  }

  private static void requireNext(long found, long left) {
    if (found != left) {
      throw new StaleStateException("the index is at %d, where %d was left".formatted(found, left));
    }
  }
}
