package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.vault.feed.FollowerPositionRepository;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.List;
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
    follower.followPages(Set.of(DataReceived.SHORT_NAME), positions.read(POSITION), this::consume);
  }

  /** A page is one transaction, however many acknowledgements are on it. */
  private void consume(List<FeedEntry> entries) {
    List<EventId> acknowledged =
        entries.stream()
            .flatMap(entry -> entry.readData(DataReceived::read).stream())
            .map(DataReceived::release)
            .toList();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              positions.allowLateCommit();
              releases.acknowledge(acknowledged);
              positions.advance(POSITION, entries.get(entries.size() - 1).index());
            });
  }
}
