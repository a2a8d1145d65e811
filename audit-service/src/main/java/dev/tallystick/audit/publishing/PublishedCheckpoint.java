package dev.tallystick.audit.publishing;

import dev.tallystick.audit.key.CheckpointSigner;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.SignableStates;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.audit.witness.Witnessed;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import dev.tallystick.tlog.SignedNote;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint that the public sees. It moves once a second at most, so that many readers see one
 * size and caches help; the answer to an append carries a newer one.
 *
 * <p>It is the newest witnessed one for as long as a quorum keeps up. When none has cosigned for
 * two seconds although the log has grown, the log goes on in public without cosignatures, for
 * everybody to see.
 */
@Singleton
public final class PublishedCheckpoint {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

  private final SignableStates states;
  private final CheckpointSigner signer;
  private final LogPolicy policy;
  private final WitnessedCheckpoints witnessed;
  private volatile @Nullable Published published;
  private @Nullable Witnessed lastWitnessed;
  private long behindSinceNanos;

  /**
   * A checkpoint of this log.
   *
   * @param size the size of its tree
   * @param note the checkpoint, signed, and cosigned if a quorum has kept up
   */
  public record Published(long size, SignedNote note) {}

  PublishedCheckpoint(
      SignableStates states,
      CheckpointSigner signer,
      LogPolicy policy,
      WitnessedCheckpoints witnessed) {
    this.states = states;
    this.signer = signer;
    this.policy = policy;
    this.witnessed = witnessed;
  }

  /** Publishes the committed state, whichever replica wrote it. */
  @Scheduled(every = "1s", delayed = "0s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void publish() {
    Optional<Witnessed> newest = witnessed.read();
    if (!newest.equals(Optional.ofNullable(lastWitnessed))) {
      lastWitnessed = newest.orElse(null);
      behindSinceNanos = System.nanoTime();
    }
    states.newest().ifPresent(this::publish);
  }

  private void publish(LogState state) {
    Published last = published;
    boolean isBeyondWitnesses =
        state.size() > witnessed.newest().map(found -> found.checkpoint().size()).orElse(-1L);
    if (!isBeyondWitnesses) {
      behindSinceNanos = System.nanoTime();
    } else if ((last == null || state.size() > last.size()) && !isWorthWaiting()) {
      published = new Published(state.size(), signer.signForAll(state));
    }
  }

  /** Whether a quorum may still cosign in time; before the first one nobody is kept waiting. */
  private boolean isWorthWaiting() {
    return policy.asksForWitnesses()
        && lastWitnessed != null
        && System.nanoTime() - behindSinceNanos < PATIENCE_NANOS;
  }

  /** The published note, with the cosignatures of a quorum if one has kept up. */
  public SignedNote note() {
    return newest().orElseThrow(() -> AuditProblem.of(AuditProblemCode.CHECKPOINT_NOT_READY)).note;
  }

  /**
   * The published checkpoint, or, if that is smaller than the size asked for, one of the newest
   * committed state.
   *
   * @throws AuditProblem if the log has not come so far, as far as this process can see
   */
  public Published atLeast(long size) {
    Optional<Published> now = newest().filter(found -> found.size >= size);
    if (now.isPresent()) {
      return now.get();
    }
    LogState state =
        states.newest().orElseThrow(() -> AuditProblem.of(AuditProblemCode.CHECKPOINT_NOT_READY));
    if (state.size() < size) {
      throw AuditProblem.of(AuditProblemCode.CHECKPOINT_NOT_READY);
    }
    return new Published(state.size(), signer.sign(state));
  }

  private Optional<Published> newest() {
    Optional<Published> own = Optional.ofNullable(published);
    Optional<Published> cosigned =
        witnessed
            .newest()
            .map(found -> new Published(found.checkpoint().size(), found.note()))
            .filter(found -> own.isEmpty() || found.size >= own.get().size);
    return cosigned.or(() -> own);
  }
}
