package dev.tallystick.consent.explanation;

import dev.tallystick.rules.DecisionRequest;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;

/**
 * Keeps refusals and the permits of dry runs so that they can be explained: those that no entry of
 * a release holds. Off the path of deciding: a decision waits in memory for half a second, and what
 * a crash or a flood takes away cannot be explained later, but is proved by the log all the same.
 * Thread-safe.
 */
@Singleton
public class DecisionArchive {
  private static final Logger LOG = Logger.getLogger(DecisionArchive.class);
  private static final int MAX_WAITING = 20_000;
  private static final int BATCH_SIZE = 1_000;

  /** As long as inquiries are shown to a person. */
  private static final Duration KEPT = Duration.ofDays(2 * 365);

  private final DecisionRepository decisions;
  private final Clock clock;
  private final BlockingQueue<KeptDecision> waiting = new ArrayBlockingQueue<>(MAX_WAITING);

  DecisionArchive(DecisionRepository decisions, Clock clock) {
    this.decisions = decisions;
    this.clock = clock;
  }

  /** Keeps a decision, if there is room. */
  public void keep(String id, DecisionRequest request, String jws, Instant decidedAt) {
    KeptDecision decision =
        new KeptDecision(
            id, request.subject(), request.caller(), request.from(), request.to(), jws, decidedAt);
    if (!waiting.offer(decision)) {
      LOG.debug("Decisions come faster than they are kept; one cannot be explained later");
    }
  }

  /** A decision, also one of this moment: a flush that is under way is waited for. */
  Optional<KeptDecision> find(String id) {
    flush();
    return decisions.findDecision(id);
  }

  @Scheduled(
      every = "0.5s",
      delayed = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  synchronized void flush() {
    List<KeptDecision> batch = new ArrayList<>();
    while (waiting.drainTo(batch, BATCH_SIZE) > 0) {
      decisions.add(batch);
      batch.clear();
    }
  }

  @Scheduled(every = "24h", delayed = "10m")
  void forget() {
    long forgotten = decisions.removeBefore(clock.instant().minus(KEPT));
    LOG.infof("Forgot %d decisions that are older than two years", forgotten);
  }

  /** While there is still a database. */
  void stop(@Observes ShutdownEvent stopping) {
    flush();
  }
}
