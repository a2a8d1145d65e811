package dev.tallystick.vault.alert;

import dev.tallystick.events.Body;
import dev.tallystick.events.type.ConsentGiven;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.vault.feed.FollowerPositionRepository;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows the sales, refusals and consents in the log, and queues them for those of the persons who
 * want to be told. The rows come before the cursor moves; after a crash the same rows are there
 * already. An entry whose body is gone or cannot be read tells nobody's name, and is told to
 * nobody.
 */
@Singleton
@Startup
final class AlertProjection {
  private static final String POSITION = "alerts";

  /** As many entries with nothing to tell may be looked at again after a restart. */
  private static final long LOOKED_AT_AGAIN = 1_000;

  private static final Map<String, Occasion> OCCASIONS =
      Map.of(
          ConsentGiven.NAME, Occasion.CONSENT,
          DataDenied.NAME, Occasion.REFUSAL,
          DataReleased.NAME, Occasion.SALE);

  private final Follower follower;
  private final QueueAlerts queue;
  private final FollowerPositionRepository positions;

  /** The position that is stored; the follower's one thread uses it. */
  private long stored;

  AlertProjection(Follower follower, QueueAlerts queue, FollowerPositionRepository positions) {
    this.follower = follower;
    this.queue = queue;
    this.positions = positions;
  }

  @PostConstruct
  void start() {
    stored = positions.read(POSITION);
    follower.follow(
        Set.of(ConsentGiven.SHORT_NAME, DataDenied.SHORT_NAME, DataReleased.SHORT_NAME),
        stored,
        this::consume);
  }

  void consume(FeedEntry entry) {
    boolean isTold = entry.readBody().filter(body -> tell(entry, body)).isPresent();
    if (isTold || entry.index() - stored >= LOOKED_AT_AGAIN) {
      positions.advance(POSITION, entry.index());
      stored = entry.index();
    }
  }

  /** Whether there was somebody to tell. */
  private boolean tell(FeedEntry entry, Body body) {
    Occasion occasion = OCCASIONS.get(entry.stub().type());
    Set<String> subjects = new TreeSet<>();
    body.subject().ifPresent(subjects::add);
    if (occasion == Occasion.SALE) {
      // Records under the person's other identifiers were in it.
      subjects.addAll(new DataReleased.Partial(body.data()).others());
    }
    return occasion != null
        && !subjects.isEmpty()
        && queue.add(
            subjects,
            occasion,
            new AlertRepository.Entry(
                body.id().value(), entry.index(), Instant.ofEpochMilli(entry.recordedMillis())));
  }
}
