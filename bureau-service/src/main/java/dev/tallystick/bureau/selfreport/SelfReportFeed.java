package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.selfreport.SelfReportRepository.IndexedAt;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.Body;
import dev.tallystick.events.type.SelfReportIssued;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Follows the reports in the log, so that all of them are counted, also after a database was put
 * back; and deletes answers that are ten minutes old.
 */
@Singleton
final class SelfReportFeed implements BackgroundTask {
  private static final Duration ANSWERS = Duration.ofMinutes(10);
  private static final String GUARD = "self-report/";

  private final Follower follower;
  private final SelfReportRepository reports;
  private final SelfReportCursorRepository cursors;
  private final BureauRepository bureaus;
  private final Clock clock;
  private final AtomicBoolean following = new AtomicBoolean();

  SelfReportFeed(
      Follower follower,
      SelfReportRepository reports,
      SelfReportCursorRepository cursors,
      BureauRepository bureaus,
      Clock clock) {
    this.follower = follower;
    this.reports = reports;
    this.cursors = cursors;
    this.bureaus = bureaus;
    this.clock = clock;
  }

  /** Begins to follow, once there is a bureau that can issue reports. */
  @Override
  public void run(BureauId bureau) {
    reports.forgetAnswers(bureau, clock.instant().minus(ANSWERS));
    if (!following.get() && following.compareAndSet(false, true)) {
      long after = bureaus.all().stream().mapToLong(cursors::position).min().orElse(-1);
      follower.follow(Set.of(SelfReportIssued.SHORT_NAME), after, this::told);
    }
  }

  private void told(FeedEntry entry) {
    Optional<Body> body = entry.readBody();
    Optional<String> guard =
        entry.stub().advances().stream().filter(key -> key.startsWith(GUARD)).findFirst();
    if (body.isPresent() && guard.isPresent()) {
      count(entry, body.get(), guard.get().substring(guard.get().lastIndexOf('/') + 1));
    }
    bureaus.all().forEach(bureau -> cursors.advance(bureau, entry.index()));
  }

  private void count(FeedEntry entry, Body body, String person) {
    SelfReportIssued issued = SelfReportIssued.read(body.data());
    BureauId bureau = new BureauId(issued.bureau());
    if (bureaus.has(bureau)) {
      reports.learn(
          bureau,
          body.id(),
          person,
          Math.toIntExact(issued.year()),
          new IndexedAt(entry.index(), Instant.ofEpochMilli(entry.recordedMillis())));
    }
  }
}
