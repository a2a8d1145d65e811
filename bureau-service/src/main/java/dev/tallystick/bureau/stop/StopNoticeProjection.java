package dev.tallystick.bureau.stop;

import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.background.TaskRunner;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.Body;
import dev.tallystick.events.type.DownstreamNotified;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Follows the stop notices in the log and queues those to bureaus of this instance. Where it left
 * off stands in the database, a position for each bureau, so that nothing is missed while no
 * process runs and nothing is queued twice.
 */
@Singleton
final class StopNoticeProjection implements BackgroundTask {
  /** Of those that data-vault sends another answer is due, to it. */
  private static final String SENDER = "consent-service";

  private final Follower follower;
  private final StopNoticeIntake intake;
  private final BureauRepository bureaus;
  private final TaskRunner tasks;
  private final Clock clock;
  private final AtomicBoolean following = new AtomicBoolean();

  StopNoticeProjection(
      Follower follower,
      StopNoticeIntake intake,
      BureauRepository bureaus,
      TaskRunner tasks,
      Clock clock) {
    this.follower = follower;
    this.intake = intake;
    this.bureaus = bureaus;
    this.tasks = tasks;
    this.clock = clock;
  }

  /** Begins to follow, once there is a bureau that can be told something. */
  @Override
  public void run(BureauId bureau) {
    if (following.get()) {
      return;
    }
    long after = bureaus.all().stream().mapToLong(intake::position).min().orElse(-1);
    if (following.compareAndSet(false, true)) {
      follower.follow(Set.of(DownstreamNotified.SHORT_NAME), after, this::told);
    }
  }

  private void told(FeedEntry entry) {
    Optional<Body> body = entry.readBody().filter(said -> said.source().equals(SENDER));
    // A change is answered by who knows what was made of the record, and not here.
    Optional<DownstreamNotified> notified =
        body.map(Body::data)
            .map(DownstreamNotified::read)
            .filter(notice -> notice.change() == DownstreamNotified.Change.WITHDRAWN);
    for (BureauId bureau : bureaus.all()) {
      intake.take(
          bureau,
          entry.index(),
          notified
              .filter(notice -> notice.to().equals(bureau.value()))
              .map(notice -> notice(notice, body.flatMap(Body::subject).orElseThrow())));
    }
    tasks.wake();
  }

  private PendingStopNotice notice(DownstreamNotified notified, String subject) {
    return new PendingStopNotice(
        notified.notification().value(),
        notified.release().toString(),
        subject,
        clock.instant(),
        false,
        0);
  }
}
