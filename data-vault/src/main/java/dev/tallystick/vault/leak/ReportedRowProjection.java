package dev.tallystick.vault.leak;

import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.feed.FollowerPositionRepository;
import dev.tallystick.vault.record.RecordErasure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the reports that bureaus sell: which rows each has shown to whom. Before the cursor
 * moves; after a crash the same is noted again. Of a person of whom nothing is kept nothing is
 * noted, since nothing could be matched.
 */
@Singleton
@Startup
final class ReportedRowProjection {
  private static final String POSITION = "reported-rows";

  /** As many entries with nothing to note may be looked at again after a restart. */
  private static final long LOOKED_AT_AGAIN = 1_000;

  private final Follower follower;
  private final ReportedRowRepository rows;
  private final RecordErasure records;
  private final FollowerPositionRepository positions;

  /** The position that is stored; the follower's one thread uses it. */
  private long stored;

  ReportedRowProjection(
      Follower follower,
      ReportedRowRepository rows,
      RecordErasure records,
      FollowerPositionRepository positions) {
    this.follower = follower;
    this.rows = rows;
    this.records = records;
    this.positions = positions;
  }

  @PostConstruct
  void start() {
    stored = positions.read(POSITION);
    follower.follow(Set.of(DataReleased.SHORT_NAME), stored, this::consume);
  }

  void consume(FeedEntry entry) {
    boolean isNoted = entry.readBody().filter(this::note).isPresent();
    if (isNoted || entry.index() - stored >= LOOKED_AT_AGAIN) {
      positions.advance(POSITION, entry.index());
      stored = entry.index();
    }
  }

  /** Whether there was something to note. */
  private boolean note(Body body) {
    DataReleased.Partial released = new DataReleased.Partial(body.data());
    List<Hash> shown = released.rows().stream().flatMap(row -> hash(row).stream()).toList();
    Optional<String> recipient = released.to();
    Optional<String> subject = body.subject();
    if (shown.isEmpty() || recipient.isEmpty() || subject.isEmpty()) {
      return false;
    }
    EventId release = body.id();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              if (records.isAny(subject.get(), Optional.empty())) {
                rows.add(release.value(), subject.get(), recipient.get(), shown);
              }
            });
    return true;
  }

  /** What is no digest matches nothing. */
  private static Optional<Hash> hash(String hex) {
    try {
      return Optional.of(Hash.fromHex(hex));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
