package dev.tallystick.audit.index;

import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import java.util.List;

/**
 * A release as a walk along a lineage finds it: enough to count it, to page by it and to tell who
 * may see it.
 *
 * @param step which leg it is
 * @param subject the label of the person
 * @param state what became of it
 */
public record WalkedRelease(
    EventId event, long index, String step, Hash from, Hash to, Hash subject, State state) {

  /** What became of a release. */
  public record State(boolean acknowledged, boolean undelivered, boolean destroyed) {
    /**
     * Whether the recipient still has it, as far as the log says: an acknowledgement voids that it
     * was given up.
     */
    public boolean isHeld() {
      return !destroyed && (acknowledged || !undelivered);
    }
  }

  /** Whether records were handed over, which came in deposits; later legs name none. */
  public boolean isOfRecords() {
    return step.equals("RELEASE_1");
  }

  /** Whom it is filed under. */
  public List<Hash> labels() {
    return List.of(subject, from, to);
  }
}
