package dev.tallystick.events.receipt;

import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.Merkle;

/**
 * An opening with the proof that its entry is in the log.
 *
 * @param opening what the entry commits to
 * @param inclusion its index and the path to the root of a checkpoint that is told elsewhere
 */
public record LoggedOpening(Opening opening, InclusionProof inclusion) {
  /** The entry's place in the log. */
  public long index() {
    return inclusion.index();
  }

  /** Whether the log of this checkpoint has the entry at this place. */
  public boolean isUnder(Checkpoint checkpoint) {
    return inclusion.proves(Merkle.leafHash(opening.entry()), checkpoint);
  }
}
