package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.LookUp;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Finds out what became of releases whose outcome was left open: by a crash, or by a log that did
 * not answer. Never appends one again, since nobody waits for it; only asks.
 */
@Singleton
final class ReleaseRecovery {
  private static final Logger LOG = Logger.getLogger(ReleaseRecovery.class);
  private static final int BATCH = 100;

  private final ReleaseSteps steps;
  private final LogWriter log;
  private final Clock clock;

  ReleaseRecovery(ReleaseSteps steps, LogWriter log, Clock clock) {
    this.steps = steps;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Settles the releases that no permit covers any more, those too that do not open: nobody gets
   * them, but an erasure waits for their outcome. Returns how many are still open.
   */
  int settleLapsed() {
    int open = 0;
    for (Intent intent : steps.openSince(clock.instant(), BATCH)) {
      try {
        Optional<EventId> unused = settle(intent);
      } catch (VaultProblem e) {
        open++;
        if (!e.is(VaultProblemCode.AUDIT_UNAVAILABLE)) {
          LOG.errorf(e, "the release of event %s cannot be settled", intent.event());
        }
      } catch (RuntimeException e) {
        // One that fails keeps no other back.
        open++;
        LOG.errorf(e, "the release of event %s cannot be settled", intent.event());
      }
    }
    return open;
  }

  /**
   * The releases of a request that the log has.
   *
   * @param complete whether the payloads of all of them are still there
   */
  record Settled(List<SealedRelease> releases, boolean complete) {
    Settled {
      releases = List.copyOf(releases);
    }
  }

  /** The releases of a request that the log has; those whose outcome was open are looked up. */
  Settled settled(String request) {
    List<SealedRelease> settled = new ArrayList<>();
    for (SealedRelease release : steps.ofRequest(request)) {
      if (release.state() == ReleaseState.INTENT) {
        settle(Intent.of(release.event()))
            .ifPresent(event -> steps.find(event).ifPresent(settled::add));
      } else {
        settled.add(release);
      }
    }
    return new Settled(settled, settled.size() == steps.count(request));
  }

  /**
   * Settles one release: the event, when the log has it; nothing, when it never will.
   *
   * @throws VaultProblem if that cannot be told yet
   */
  Optional<EventId> settle(Intent intent) {
    EventId event = intent.event();
    LookUp answer = log.receiptOf(event);
    if (answer instanceof LookUp.Found found) {
      steps.recovered(intent, found.receipt());
      return Optional.of(event);
    }
    if (answer instanceof LookUp.Absent absent && isBeyond(absent.asOfMillis(), event)) {
      steps.abandon(List.of(event));
      return Optional.empty();
    }
    throw new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
  }

  /** Whether an entry that is recorded at this time would be outside the permit. */
  private boolean isBeyond(long asOfMillis, EventId event) {
    return steps
        .notAfter(event)
        .map(notAfter -> asOfMillis > notAfter.toEpochMilli())
        .orElse(false);
  }
}
