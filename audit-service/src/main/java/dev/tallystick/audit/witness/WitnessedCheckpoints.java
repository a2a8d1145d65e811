package dev.tallystick.audit.witness;

import dev.tallystick.tlog.SignedNote;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How far the log has been witnessed: the newest checkpoint with a quorum, as this process knows
 * it. It is durable before anybody is told, and moves forward only. Thread-safe.
 */
public final class WitnessedCheckpoints {
  private final LogPolicy policy;
  private final WitnessedTable table;
  private volatile @Nullable Witnessed newest;

  /** Kept in the service's own database. */
  public WitnessedCheckpoints(DataSource dataSource, LogPolicy policy) {
    this.policy = policy;
    this.table = new WitnessedTable(dataSource, policy);
  }

  /** The newest one known here, perhaps a second old; none if the policy asks for no witness. */
  public Optional<Witnessed> newest() {
    return Optional.ofNullable(newest);
  }

  /** The newest one of any replica. Blocks on the database. */
  public Optional<Witnessed> read() {
    if (policy.asksForWitnesses()) {
      table.find().ifPresent(this::advance);
    }
    return newest();
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
              table.replace(next);
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
