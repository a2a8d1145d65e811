package dev.tallystick.audit.index;

import dev.tallystick.events.usage.IndexRoot;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Trie;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the follower keeps in memory about the tables it writes. It belongs to the follower's thread
 * and is thrown away, and read anew, whenever a transaction fails or the tables turn out to be
 * somewhere else: a crash leaves nothing that is not in the tables or in the log.
 */
final class IndexState {
  /** The log size that is indexed. */
  long next;

  /** The log size that {@code index_label} stands at. */
  long labelsAt;

  /** The index as of {@link #next}. */
  Trie trie;

  /** The index as of the newest root that has its number. */
  Trie rooted;

  /** The edges of lists with entries between {@link #labelsAt} and {@link #next}. */
  final Map<Hash, Frontier> changed = new HashMap<>();

  /** Whether an entry other than an index root lies between the newest root and {@link #next}. */
  boolean hasOthers;

  /** The newest root that is known to be in the log. */
  @Nullable LoggedRoot newest;

  /** A root that has its number and is not known to be in the log. */
  @Nullable IndexRoot pending;

  /**
   * The newest root of the log when the tables do not have it: they are being made again, and no
   * root is made before they have come to it.
   */
  @Nullable LoggedRoot goal;

  IndexState(Trie trie) {
    this.trie = trie;
    this.rooted = trie;
  }

  /** How far the tables may go in one step without passing the goal. */
  long bound(long size) {
    LoggedRoot ahead = goal;
    return ahead == null || next >= ahead.data().coveredSize()
        ? size
        : Math.min(size, ahead.data().coveredSize());
  }
}
