package dev.tallystick.audit.storage;

import dev.tallystick.events.EventId;
import dev.tallystick.tlog.TreeBatch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the log is written. One batch is one transaction that holds the log's lock from {@link
 * #begin} to {@link LogTransaction#commit()}, so batches of all replicas form one order.
 *
 * <p>Implementations: what is committed is durable when {@code commit} returns (fsync'd), and all
 * of a transaction is stored or nothing of it. If {@code commit} throws, either may be the case.
 */
public interface LogStore {

  /**
   * Takes the log's lock, waiting for it, and reads the state and what is looked up under it.
   *
   * @throws LogStoreException if the database cannot be used; nothing is changed then
   */
  LogTransaction begin(LookUp lookUp);

  /**
   * What a batch has to know of the log.
   *
   * @param ids of its events: is one logged already?
   * @param guards their versions
   */
  record LookUp(Collection<EventId> ids, Collection<String> guards) {
    /** The state alone. */
    public static final LookUp NOTHING = new LookUp(Set.of(), Set.of());

    /** Copies both. */
    public LookUp {
      ids = List.copyOf(ids);
      guards = List.copyOf(guards);
    }
  }

  /** One batch in the making. Closing it without a commit stores nothing. */
  interface LogTransaction extends AutoCloseable {

    /** The log's state, read under the lock. */
    LogState state();

    /** The database server's clock when the lock was taken, in Unix milliseconds. */
    long storeMillis();

    /**
     * The entries that the log already has under the ids looked up, committed ones of every replica
     * included.
     */
    Map<EventId, LoggedEntry> logged();

    /** The versions of the guards looked up; a key that is not in the answer has version 0. */
    Map<String, Long> guardVersions();

    /** Writes the rows of the batch. */
    void write(List<StoredEntry> rows);

    /**
     * Reads the batch's rows back from the database, as stored, in log order.
     *
     * @param written the rows of {@link #write}, for the range of ids and indexes to look in
     */
    List<StoredEntry> readBack(List<StoredEntry> written);

    /**
     * Grows tiles, moves guards and replaces the state, if it is still the one that was read.
     *
     * @throws LogStoreException if the state or a tile is not what this transaction was built on
     */
    void advance(LogState next, TreeBatch tree, List<StoredEntry> rows, Map<String, Long> guards);

    /** Makes it durable. After an exception the outcome is unknown. */
    void commit();

    @Override
    void close();
  }
}
