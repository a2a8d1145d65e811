package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.producer.LostCursorException;
import dev.tallystick.vault.feed.FollowerPositionRepository;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Follows the acknowledgements in the log, and forgets each payload that its recipient has. The
 * cursor is stored with what was done, so nothing is passed over: also not what a crash of the
 * database has taken back.
 */
@Singleton
@Startup
final class AcknowledgementProjection {
  private static final String POSITION = "acknowledgements";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Follower follower;
  private final SealedReleaseRepository releases;
  private final FollowerPositionRepository positions;

  /** The position that is stored, as this process knows it; written while entries are consumed. */
  private volatile long stored;

  AcknowledgementProjection(
      Follower follower, SealedReleaseRepository releases, FollowerPositionRepository positions) {
    this.follower = follower;
    this.releases = releases;
    this.positions = positions;
  }

  @PostConstruct
  void start() {
    stored = positions.read(POSITION);
    follower.followPages(Set.of(DataReceived.SHORT_NAME), stored, this::consume);
  }

  /**
   * Takes in every acknowledgement that the log has now, and those once more that a crash of the
   * database has taken back. Blocks; not in a transaction.
   *
   * @return whether the log has answered
   */
  boolean catchUp() {
    try {
      long known = stored;
      long left = positions.read(POSITION);
      if (left < known) {
        follower.readAgain(left, () -> stored = left);
      }
      return follower.catchUp(PATIENCE).isPresent();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A page is one transaction, however many acknowledgements are on it. */
  private void consume(List<FeedEntry> entries) {
    List<EventId> acknowledged =
        entries.stream()
            .flatMap(entry -> entry.readData(DataReceived::read).stream())
            .map(DataReceived::release)
            .toList();
    long last = entries.get(entries.size() - 1).index();
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                releases.acknowledge(acknowledged);
                positions.advanceLate(POSITION, stored, last);
              });
      stored = last;
    } catch (LostCursorException e) {
      stored = e.cursor();
      throw e;
    }
  }
}
