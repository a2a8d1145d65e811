package dev.tallystick.vault.release;

import dev.tallystick.events.Event;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.vault.storage.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Tells the log of releases that nobody got, and deletes payloads whose time is over. */
@Singleton
final class LateReleases {
  /** How long a payload is kept when nobody acknowledges it. */
  static final Duration KEPT = Duration.ofMinutes(10);

  private static final Duration REQUESTS_KEPT = Duration.ofHours(24);
  private static final int BATCH = 100;

  private final ReleaseTable releases;
  private final RequestTable requests;
  private final ReleaseEvents events;
  private final Transactions transactions;
  private final LogWriter log;
  private final Clock clock;

  LateReleases(
      ReleaseTable releases,
      RequestTable requests,
      ReleaseEvents events,
      Transactions transactions,
      LogWriter log,
      Clock clock) {
    this.releases = releases;
    this.requests = requests;
    this.events = events;
    this.transactions = transactions;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Reports what was logged a minute ago and not sent. The report and the state are one
   * transaction; the outbox sends it, however long the log is away. Returns how many.
   */
  int report() {
    return transactions.call(
        connection -> {
          var late = releases.late(connection, clock.instant().minus(Releases.SENDABLE), BATCH);
          for (ReleaseTable.Late release : late) {
            Event event = events.undelivered(release);
            releases.undelivered(connection, release.event());
            log.store(connection, event);
          }
          return late.size();
        });
  }

  /** Deletes the payloads of ten minutes ago, and requests of yesterday. */
  int wipe() {
    return transactions.call(
        connection -> {
          requests.forgetBefore(connection, clock.instant().minus(REQUESTS_KEPT));
          return releases.wipe(connection, clock.instant().minus(KEPT));
        });
  }
}
