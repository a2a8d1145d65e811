package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.producer.Follower;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Follows the reports in the log, and which tokens are one person's, so that all reports are
 * counted, also after a database was put back; and deletes answers that are ten minutes old.
 */
@Singleton
final class SelfReportFeed implements BackgroundTask {
  private static final Duration ANSWERS = Duration.ofMinutes(10);

  private final Follower follower;
  private final TakeLoggedReport taking;
  private final SelfReportRepository reports;
  private final Clock clock;
  private final AtomicBoolean following = new AtomicBoolean();

  SelfReportFeed(
      Follower follower, TakeLoggedReport taking, SelfReportRepository reports, Clock clock) {
    this.follower = follower;
    this.taking = taking;
    this.reports = reports;
    this.clock = clock;
  }

  /** Begins to follow, once there is a bureau that can issue reports. */
  @Override
  public void run(BureauId bureau) {
    reports.forgetAnswers(bureau, clock.instant().minus(ANSWERS));
    if (!following.get() && following.compareAndSet(false, true)) {
      follower.follow(TakeLoggedReport.TYPES, taking.position(), taking::take);
    }
  }
}
