package dev.tallystick.vault.erasure;

import dev.tallystick.events.EventTypes;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.vault.feed.FollowerPositionRepository;
import dev.tallystick.vault.record.RecordErasure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the consents to collect. Until a record is released the vault holds it on that consent
 * alone, so when the last one of a person and a platform has ended, what the platform has deposited
 * about the person is erased; what a law holds is restricted (R16, R19).
 *
 * <p>The erasure comes before the cursor moves: after a crash it is asked for again, and is the
 * same. The table changes under the cursor's lock, and not by an entry that the cursor has already:
 * a replica that is behind would bring back what another has seen end.
 */
@Singleton
@Startup
final class CollectionProjection {
  private static final String GIVEN = "consent.given";
  private static final String WITHDRAWN = "consent.withdrawn";
  private static final String EXPIRED = "consent.expired";
  private static final String POSITION = "collections";

  private final Follower follower;
  private final CollectionRepository collections;
  private final ErasePerson erasures;
  private final RecordErasure records;
  private final FollowerPositionRepository positions;

  CollectionProjection(
      Follower follower,
      CollectionRepository collections,
      ErasePerson erasures,
      RecordErasure records,
      FollowerPositionRepository positions) {
    this.follower = follower;
    this.collections = collections;
    this.erasures = erasures;
    this.records = records;
    this.positions = positions;
  }

  @PostConstruct
  void start() {
    follower.follow(Set.of(GIVEN, WITHDRAWN, EXPIRED), positions.read(POSITION), this::consume);
  }

  void consume(FeedEntry entry) {
    Optional<JsonObject> body = entry.body().filter(CollectionProjection::isToCollect);
    if (body.isPresent()) {
      follow(body.get(), entry.index());
    }
    positions.advance(POSITION, entry.index());
  }

  private static boolean isToCollect(JsonObject body) {
    return body.getObject("data").getString("kind").equals("COLLECT");
  }

  private void follow(JsonObject body, long index) {
    boolean over =
        QuarkusTransaction.requiringNew()
            .call(() -> positions.lock(POSITION) < index && change(body));
    if (over) {
      PersonErasure.Ground ground =
          body.getString("type").equals(EventTypes.get(WITHDRAWN).name())
              ? PersonErasure.Ground.CONSENT_WITHDRAWN
              : PersonErasure.Ground.CONSENT_END;
      var unusedErasure =
          erasures.erase(
              body.getString("subject"),
              Optional.of(body.getObject("data").getString("recipient")),
              ground,
              new Wish(false));
    }
  }

  /** Returns whether the platform collects no more about the person, and something is here. */
  private boolean change(JsonObject body) {
    JsonObject data = body.getObject("data");
    String subject = body.getString("subject");
    String platform = data.getString("recipient");
    if (body.getString("type").equals(EventTypes.get(GIVEN).name())) {
      collections.add(data.getString("consent"), subject, platform);
      return false;
    }
    collections.remove(data.getString("consent"));
    return !collections.isAny(subject, platform) && records.isAny(subject, Optional.of(platform));
  }
}
