package dev.tallystick.audit.index;

import dev.tallystick.tlog.Trie;

/**
 * The index as of one root that is in the log. Rows of lists never change, so a snapshot and the
 * rows below its covered size are one state, however far the tables have gone on.
 *
 * @param root the root
 * @param trie the trie it is the root of
 */
public record IndexSnapshot(LoggedRoot root, Trie trie) {
  /** Of how many entries of the log. */
  public long coveredSize() {
    return root.data().coveredSize();
  }
}
