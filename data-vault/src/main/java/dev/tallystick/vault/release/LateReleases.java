package dev.tallystick.vault.release;

import dev.tallystick.events.Event;
import dev.tallystick.producer.LogWriter;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells the log of releases that nobody got, and deletes payloads whose time is over. */
@Singleton
final class LateReleases {
  /** How long a payload is kept when nobody acknowledges it. */
  static final Duration KEPT = Duration.ofMinutes(10);

  private static final Duration REQUESTS_KEPT = Duration.ofHours(24);
  private static final int BATCH = 100;

  private final SealedReleaseRepository releases;
  private final ReleaseRequestRepository requests;
  private final ReleaseEvents events;
  private final LogWriter log;
  private final Clock clock;

  LateReleases(
      SealedReleaseRepository releases,
      ReleaseRequestRepository requests,
      ReleaseEvents events,
      LogWriter log,
      Clock clock) {
    this.releases = releases;
    this.requests = requests;
    this.events = events;
    this.log = log;
    this.clock = clock;
  }

  /** Whether a release was logged a minute ago and not sent, as far as is known here. */
  @Transactional
  boolean isAny() {
    return releases.isAnyLate(loggedBefore());
  }

  /**
   * Reports what was logged a minute ago and not sent. The report and the state are one
   * transaction; the outbox sends it, however long the log is away. Returns how many.
   */
  @Transactional
  int report() {
    List<LateRelease> late = releases.late(loggedBefore(), BATCH);
    for (LateRelease release : late) {
      Event event = events.undelivered(release);
      releases.markUndelivered(release.event());
      log.store(event);
    }
    return late.size();
  }

  private Instant loggedBefore() {
    return clock.instant().minus(ReleaseRecords.SENDABLE);
  }

  /** Deletes the payloads of ten minutes ago, and requests of yesterday. */
  @Transactional
  int wipe() {
    requests.forgetBefore(clock.instant().minus(REQUESTS_KEPT));
    return releases.wipe(clock.instant().minus(KEPT));
  }
}
