package dev.tallystick.vault.release;

import dev.tallystick.events.type.DataReceived;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.vault.feed.FollowerPositionRepository;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Follows the acknowledgements in the log, and forgets each payload that its recipient has. The
 * cursor is stored with what was done, so nothing is passed over.
 */
@Singleton
@Startup
final class AcknowledgementProjection {
  private static final String POSITION = "acknowledgements";

  private final Follower follower;
  private final SealedReleaseRepository releases;
  private final FollowerPositionRepository positions;

  AcknowledgementProjection(
      Follower follower, SealedReleaseRepository releases, FollowerPositionRepository positions) {
    this.follower = follower;
    this.releases = releases;
    this.positions = positions;
  }

  @PostConstruct
  void start() {
    follower.follow(Set.of(DataReceived.SHORT_NAME), positions.read(POSITION), this::consume);
  }

  private void consume(FeedEntry entry) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              positions.allowLateCommit();
              entry
                  .readData(DataReceived::read)
                  .ifPresent(received -> releases.acknowledge(received.release()));
              positions.advance(POSITION, entry.index());
            });
  }
}
