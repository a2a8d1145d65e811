package dev.tallystick.events.usage;

import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.Optional;

/**
 * The list of one label in a usage answer.
 *
 * @param label the label
 * @param proof the list's length and root, or that there is none
 * @param entries those on this page, newest first
 * @param extension that the list extends the one asked about
 */
public record UsageList(
    Hash label, UsageProof proof, List<ListedEntry> entries, Optional<ConsistencyProof> extension) {
  /** Copies the list. */
  public UsageList {
    entries = List.copyOf(entries);
  }

  /** How many entries the whole list has. */
  public long count() {
    return proof.count();
  }
}
