package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.producer.Follower;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

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
  private volatile boolean following;

  SelfReportFeed(
      Follower follower, TakeLoggedReport taking, SelfReportRepository reports, Clock clock) {
    this.follower = follower;
    this.taking = taking;
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * Begins to follow, once there is a bureau that can issue reports. One that is enlisted later has
   * not been told of the links from before: they are read again.
   */
  @Override
  public void run(BureauId bureau) {
    reports.forgetAnswers(bureau, clock.instant().minus(ANSWERS));
    if (!following) {
      follower.follow(TakeLoggedReport.TYPES, taking.beginAll(), taking::take);
      following = true;
    } else if (!taking.isFor(bureau)) {
      readAgainFor(bureau);
    }
  }

  private void readAgainFor(BureauId bureau) {
    long after = Math.min(taking.position(bureau), follower.position());
    try {
      follower.readAgain(after, () -> taking.begin(bureau));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
