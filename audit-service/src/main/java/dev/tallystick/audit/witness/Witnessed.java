package dev.tallystick.audit.witness;

import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.SignedNote;

/**
 * A checkpoint of this log that a quorum of the policy's witnesses has cosigned.
 *
 * @param note the checkpoint with the log's signature and the cosignatures
 * @param atSeconds the POSIX second since which the quorum stands, by the witnesses' clocks
 */
public record Witnessed(Checkpoint checkpoint, SignedNote note, long atSeconds) {

  /** Whether the entry at this index is under the witnessed root. */
  public boolean covers(long index) {
    return index < checkpoint.size();
  }

  boolean isNewerThan(Witnessed other) {
    return checkpoint.size() > other.checkpoint.size()
        || (checkpoint.size() == other.checkpoint.size()
            && (atSeconds > other.atSeconds
                || (atSeconds == other.atSeconds
                    && note.signatures().size() > other.note.signatures().size())));
  }
}
