package dev.tallystick.audit.storage;

import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;

/**
 * The one row that says how far the log has come. It is lock, compare-and-swap value and recovery
 * point in one: a sequencer that has read it needs nothing else to go on.
 *
 * @param frontier the tree's right edge; its size and root are the log's
 * @param lastMillis the newest {@code recordedMillis}, or a later floor promised to somebody; never
 *     decreases
 */
public record LogState(Frontier frontier, long lastMillis) {

  /** The number of entries. */
  public long size() {
    return frontier.size();
  }

  /** The root hash over all entries. */
  public Hash root() {
    return frontier.root();
  }
}
