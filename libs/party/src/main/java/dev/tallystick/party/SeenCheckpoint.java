package dev.tallystick.party;

import dev.tallystick.party.document.StatedCheckpoint;
import dev.tallystick.tlog.Hash;

/**
 * The state of the log that a recipient has seen.
 *
 * @param size how many entries it covers
 * @param root the root over them
 */
public record SeenCheckpoint(long size, Hash root) {
  /** Refuses a log without entries, in which nothing is recorded. */
  public SeenCheckpoint {
    if (size < 1) {
      throw new IllegalFieldException("checkpoint.size", "is at least 1");
    }
  }

  static SeenCheckpoint of(StatedCheckpoint seen) {
    return new SeenCheckpoint(seen.size(), seen.root());
  }

  StatedCheckpoint toDocument() {
    return new StatedCheckpoint(size, root);
  }
}
