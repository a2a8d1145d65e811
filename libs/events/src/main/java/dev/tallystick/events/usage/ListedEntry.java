package dev.tallystick.events.usage;

import dev.tallystick.events.receipt.LoggedOpening;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.IndexValue;
import dev.tallystick.tlog.ListEntry;

/**
 * An entry of a label's list.
 *
 * @param logged the entry, opened, with the proof that it is in the log
 * @param place its place in the list, with the path to the list's root
 */
public record ListedEntry(LoggedOpening logged, InclusionProof place) {
  /** Its place in the list, from 0, the oldest first. */
  public long listIndex() {
    return place.index();
  }

  /** Whether the list of this value has the entry at this place. */
  public boolean isListedIn(IndexValue value) {
    ListEntry leaf = new ListEntry(logged.index(), logged.opening().entry());
    return place.proves(leaf.leafHash(), value.count(), value.listRoot());
  }
}
