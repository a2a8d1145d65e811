package dev.tallystick.bureau.stop;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRows;
import dev.tallystick.bureau.upkeep.Chore;
import dev.tallystick.bureau.upkeep.Upkeep;
import dev.tallystick.events.Body;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Follows the stop notices in the log and queues those to bureaus of this instance. Where it left
 * off stands in the database, a position for each bureau, so that nothing is missed while no
 * process runs and nothing is queued twice.
 */
@Singleton
final class StopNotices implements Chore {
  private static final String NOTIFIED = "downstream.notified";

  /** Of those that data-vault sends another answer is due, to it. */
  private static final String SENDER = "consent-service";

  private final Follower follower;
  private final StopQueue queue;
  private final BureauRows rows;
  private final Upkeep upkeep;
  private final Clock clock;
  private final AtomicBoolean following = new AtomicBoolean();

  StopNotices(Follower follower, StopQueue queue, BureauRows rows, Upkeep upkeep, Clock clock) {
    this.follower = follower;
    this.queue = queue;
    this.rows = rows;
    this.upkeep = upkeep;
    this.clock = clock;
  }

  /** Begins to follow, once there is a bureau that can be told something. */
  @Override
  public void run(BureauId bureau) {
    if (following.get()) {
      return;
    }
    List<BureauId> bureaus = rows.bureaus();
    long after = bureaus.stream().mapToLong(queue::position).min().orElse(-1);
    if (following.compareAndSet(false, true)) {
      follower.follow(Set.of(NOTIFIED), after, this::told);
    }
  }

  private void told(FeedEntry entry) {
    Optional<Body> body = entry.readBody().filter(said -> said.source().equals(SENDER));
    for (BureauId bureau : rows.bureaus()) {
      queue.take(
          bureau,
          entry.index(),
          body.filter(said -> said.data().getString("to").equals(bureau.value()))
              .map(this::notice));
    }
    upkeep.wake();
  }

  private StopNotice notice(Body said) {
    return new StopNotice(
        said.data().getString("notification"),
        said.data().getString("release"),
        said.subject().orElseThrow(),
        clock.instant(),
        false,
        0);
  }
}
