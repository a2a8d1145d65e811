package dev.tallystick.consent.state;

import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;

/**
 * Hears of each entry right after the state has taken it, from the first one of the log on at every
 * start; after a start from a snapshot, of those that it does not cover.
 *
 * <p>Implementers must keep: return at once and never throw, since the state of all decisions waits
 * for it; what takes time is done elsewhere, and does not mind being told of an entry again. What a
 * listener makes of entries is durable elsewhere once {@link #isSettled} says so, or is kept with
 * the snapshot.
 */
public interface StateListener {
  /** An entry was taken. */
  void taken(LoggedEvent event, State after);

  /**
   * Whether everything below this size of the log has been dealt with for good. A snapshot that
   * covers it waits for this, because its entries are not told again.
   */
  default boolean isSettled(long size) {
    return true;
  }

  /** The name under which snapshots hold what it keeps; it outlives the name of its class. */
  default String snapshotName() {
    return getClass().getName();
  }

  /** What it keeps in memory of the entries taken so far; empty if the state tells it all. */
  default byte[] kept() {
    return new byte[0];
  }

  /**
   * Takes this in place of every entry that the state covers.
   *
   * @param kept what it gave when the snapshot was taken
   */
  default void restored(State state, byte[] kept) {}
}
