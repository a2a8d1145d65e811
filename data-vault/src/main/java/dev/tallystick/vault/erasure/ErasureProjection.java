package dev.tallystick.vault.erasure;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.vault.feed.FollowerPositionRepository;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Follows what the log says was erased, and erases it here if this database does not know: it was
 * restored from a backup that is older. So nobody comes back with a backup.
 */
@Singleton
@Startup
final class ErasureProjection {
  private static final String POSITION = "erased";

  private final Follower follower;
  private final PersonErasureRepository erasures;
  private final Shredding shredding;
  private final FollowerPositionRepository positions;

  ErasureProjection(
      Follower follower,
      PersonErasureRepository erasures,
      Shredding shredding,
      FollowerPositionRepository positions) {
    this.follower = follower;
    this.erasures = erasures;
    this.shredding = shredding;
    this.positions = positions;
  }

  @PostConstruct
  void start() {
    follower.follow(Set.of(ErasureEvents.ERASED), positions.read(POSITION), this::consume);
  }

  void consume(FeedEntry entry) {
    Optional<JsonObject> body = entry.body();
    // Before the transaction: the rule pack is asked for over HTTP.
    Optional<LocalDate> today = body.map(any -> shredding.today());
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              if (body.isPresent()) {
                catchUp(
                    body.get(), Instant.ofEpochMilli(entry.recordedMillis()), today.orElseThrow());
              }
              positions.advance(POSITION, entry.index());
            });
  }

  private void catchUp(JsonObject body, Instant recordedAt, LocalDate today) {
    JsonObject data = body.getObject("data");
    String id = data.getString("erasure");
    erasures.lockPerson(body.getString("subject"));
    // Before the person, as whoever shreds it here does: the two must not wait for each other.
    Optional<PersonErasure> known = erasures.lock(id);
    if (known.isPresent() && known.get().outcome().isPresent()) {
      return;
    }
    EventId event = EventId.fromString(body.getString("id"));
    PersonErasure erased =
        new PersonErasure(
            id,
            body.getString("subject"),
            data.findString("provider"),
            known.map(PersonErasure::ground).orElse(PersonErasure.Ground.PERSON_REQUEST),
            ErasureState.ERASED,
            known.map(PersonErasure::stoppedAt).orElse(recordedAt),
            known.map(PersonErasure::startedEvent).orElse(event),
            Optional.of(
                new PersonErasure.Outcome(
                    event,
                    (int) data.getInteger("keys"),
                    (int) data.getInteger("records"),
                    (int) data.getInteger("held"))));
    shredding.takeAway(erased, new Wish(false), today);
    erasures.catchUp(erased);
  }
}
