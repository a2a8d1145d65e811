package dev.tallystick.audit.witness;

import dev.tallystick.tlog.MalformedNoteException;
import dev.tallystick.tlog.SignedNote;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the log has been witnessed: the newest checkpoint with a quorum, as this process knows
 * it. It is durable before anybody is told, and moves forward only. What is read is judged by the
 * policy anew, so a changed row or a changed policy gives nothing. Thread-safe.
 */
public final class WitnessedCheckpoints {
  private final LogPolicy policy;
  private final WitnessedCheckpointRepository stored;
  private volatile @Nullable Witnessed newest;

  /** Kept in the service's own database. */
  public WitnessedCheckpoints(WitnessedCheckpointRepository stored, LogPolicy policy) {
    this.stored = stored;
    this.policy = policy;
  }

  /** The newest one known here, perhaps a second old; none if the policy asks for no witness. */
  public Optional<Witnessed> newest() {
    return Optional.ofNullable(newest);
  }

  /** The newest one of any replica. Blocks on the database. */
  public Optional<Witnessed> read() {
    if (policy.asksForWitnesses()) {
      stored.newestNote().flatMap(this::judge).ifPresent(this::advance);
    }
    return newest();
  }

  private Optional<Witnessed> judge(String note) {
    try {
      return policy.witnessed(SignedNote.parse(note));
    } catch (MalformedNoteException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether whoever relies on a tree of this size relies on witnesses too: either the policy asks
   * for none, or a quorum has cosigned a tree that large. Blocks on the database if need be.
   */
  public boolean cover(long treeSize) {
    return !policy.asksForWitnesses()
        || isAtLeast(newest(), treeSize)
        || isAtLeast(read(), treeSize);
  }

  private static boolean isAtLeast(Optional<Witnessed> witnessed, long treeSize) {
    return witnessed.filter(found -> found.checkpoint().size() >= treeSize).isPresent();
  }

  /** By which it is judged what is witnessed. */
  public LogPolicy policy() {
    return policy;
  }

  /** Keeps the note if a quorum has cosigned it: for all replicas first, then here. */
  public void offer(SignedNote note) {
    policy
        .witnessed(note)
        .ifPresent(
            next -> {
              stored.advance(next);
              advance(next);
            });
  }

  private synchronized void advance(Witnessed next) {
    Witnessed known = newest;
    if (known == null || next.isNewerThan(known)) {
      newest = next;
    }
  }
}
