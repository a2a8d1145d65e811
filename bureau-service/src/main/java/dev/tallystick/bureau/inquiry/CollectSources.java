package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.Admission.Started;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.bureau.source.Sources;
import dev.tallystick.bureau.tenancy.DatabaseException;
import dev.tallystick.directory.decision.Ruling;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Has platforms release to the bureau what a report is made of. */
@Singleton
final class CollectSources {
  private static final Duration PATIENCE = ClaimInquiry.LEASE.minusSeconds(15);
  private static final Duration TRY_AGAIN = Duration.ofMillis(200);

  private final Sources sources;
  private final InquirySteps steps;
  private final Clock clock;

  CollectSources(Sources sources, InquirySteps steps, Clock clock) {
    this.sources = sources;
    this.steps = steps;
    this.clock = clock;
  }

  /** What platforms release of what the first decision permits. */
  Sourced ask(Started run, Ruling.Permit quoted) {
    return sources
        .ask(
            run.bureau(),
            run.inquiry(),
            quoted.categories(),
            // Of this run: another run under the same key is another request to the vault.
            run.attempt().toString())
        .without(quoted.omitted());
  }

  /**
   * Makes it durable that the releases are here. Until then nothing but this thread knows of them,
   * and they must be acknowledged: so this retries while the database is unavailable, for nearly as
   * long as the inquiry is this process's own.
   */
  void note(Started run, Sourced sourced) {
    long end = run.takenNanos() + PATIENCE.toNanos();
    while (true) {
      try {
        steps.sourced(run.bureau(), run.attempt(), sourced, clock.instant());
        return;
      } catch (DatabaseException away) {
        if (System.nanoTime() - end > 0) {
          throw away;
        }
        LockSupport.parkNanos(TRY_AGAIN.toNanos());
      }
    }
  }
}
