package dev.tallystick.consent.stop;

import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.consent.state.LiveState;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Lets a decision pass only when the log, and the state here, have everything that was stopped. */
@Singleton
public class StopGate {
  private static final Logger LOG = Logger.getLogger(StopGate.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final long POLL_NANOS = Duration.ofMillis(25).toNanos();

  private final LocalStopRepository stops;
  private final LiveState state;
  private final AtomicLong lastLogged = new AtomicLong(-1);

  StopGate(LocalStopRepository stops, LiveState state) {
    this.stops = stops;
    this.state = state;
  }

  /**
   * Returns once nothing that anybody had stopped before this call waits for the log, if the log
   * has not refused for good what this person has stopped.
   *
   * @param subject the person that is decided about, if it is one
   * @throws AuditUnavailableProblem if something does, or it has: no permit may be signed
   */
  public void requireNonePending(Optional<String> subject) {
    LocalStopRepository.Open open = stops.open(tokens(subject));
    if (open.refused()) {
      LOG.warn("Nothing is decided about a person whose stop the log has refused");
      throw new AuditUnavailableProblem();
    }
    Optional<Instant> newest = open.newestPending();
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (newest.isPresent() && stops.isAnyPending(newest.get())) {
      if (System.nanoTime() - deadline > 0) {
        LOG.warn("Nothing is decided while a withdrawal or a freeze waits for the log");
        throw new AuditUnavailableProblem();
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    // The outbox may have logged one just now, and the feed not brought it yet.
    if (!state.awaitIndex(lastLogged.get(), TIMEOUT)) {
      throw new AuditUnavailableProblem();
    }
  }

  private Set<String> tokens(Optional<String> subject) {
    return subject.<Set<String>>map(state.current()::tokensOf).orElse(Set.of(""));
  }

  /** From here on nothing passes before the state has the entry of this index. */
  void awaitFromNowOn(long index) {
    lastLogged.accumulateAndGet(index, Math::max);
  }
}
