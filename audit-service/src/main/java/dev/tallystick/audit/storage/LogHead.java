package dev.tallystick.audit.storage;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far this process has seen the log come, and what keeps it from going on, if anything.
 * Remembers the largest state that was signed, so that a database that went back in time is not
 * signed a second history for.
 *
 * <p>Thread-safe.
 */
public final class LogHead {
  private volatile @Nullable LogState newest;
  private volatile @Nullable String failure = "not read yet";

  /** The newest committed state, absent until it has been read once. */
  public Optional<LogState> newest() {
    return Optional.ofNullable(newest);
  }

  /** What is wrong, absent while the log can be written. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** The log has reached {@code state}; nothing is wrong. */
  public synchronized void reached(LogState state) {
    checkExtends(state);
    LogState known = newest;
    if (known == null || state.size() > known.size()) {
      newest = state;
    }
    failure = null;
  }

  /** Something keeps the log from being written. */
  public void failing(String reason) {
    failure = reason;
  }

  /**
   * Reads a state outside the log's lock. What is committed while it is being read is no
   * contradiction, so it is compared with what was known when the read began.
   *
   * @throws LogStoreException if the database has lost entries that may have been signed
   */
  public Optional<LogState> read(Supplier<Optional<LogState>> reader) {
    LogState before = newest;
    Optional<LogState> state = reader.get();
    state.ifPresent(found -> checkExtends(before, found));
    return state;
  }

  /**
   * Refuses a state, read under the log's lock, that lies before one this process has already seen
   * committed.
   *
   * @throws LogStoreException if the database has lost entries that may have been signed
   */
  public void checkExtends(LogState state) {
    checkExtends(newest, state);
  }

  private static void checkExtends(@Nullable LogState known, LogState state) {
    if (known != null
        && (state.size() < known.size()
            || (state.size() == known.size() && !state.root().equals(known.root())))) {
      throw new LogStoreException(
          "the database is at size "
              + state.size()
              + ", but size "
              + known.size()
              + " has been seen committed: restore the newer database; nothing is signed meanwhile");
    }
  }
}
