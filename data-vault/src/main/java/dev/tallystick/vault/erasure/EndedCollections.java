package dev.tallystick.vault.erasure;

import dev.tallystick.events.EventTypes;
import dev.tallystick.events.JsonObject;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.vault.record.RecordErasure;
import dev.tallystick.vault.storage.Transactions;
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
 * same.
 */
@Singleton
@Startup
final class EndedCollections {
  private static final String GIVEN = "consent.given";
  private static final String WITHDRAWN = "consent.withdrawn";
  private static final String EXPIRED = "consent.expired";
  private static final FollowerPosition POSITION = new FollowerPosition("collections");

  private final Follower follower;
  private final CollectionTable table;
  private final Erasures erasures;
  private final RecordErasure records;
  private final Transactions transactions;

  EndedCollections(
      Follower follower,
      CollectionTable table,
      Erasures erasures,
      RecordErasure records,
      Transactions transactions) {
    this.follower = follower;
    this.table = table;
    this.erasures = erasures;
    this.records = records;
    this.transactions = transactions;
  }

  @PostConstruct
  void start() {
    follower.follow(
        Set.of(GIVEN, WITHDRAWN, EXPIRED), transactions.call(POSITION::read), this::consume);
  }

  void consume(FeedEntry entry) {
    Optional<JsonObject> body = entry.body();
    if (body.filter(EndedCollections::isToCollect).isPresent()) {
      follow(body.get());
    }
    transactions.run(connection -> POSITION.advance(connection, entry.index()));
  }

  private static boolean isToCollect(JsonObject body) {
    return body.getObject("data").getString("kind").equals("COLLECT");
  }

  private void follow(JsonObject body) {
    JsonObject data = body.getObject("data");
    String subject = body.getString("subject");
    String platform = data.getString("recipient");
    String type = body.getString("type");
    if (type.equals(EventTypes.get(GIVEN).name())) {
      transactions.run(
          connection -> table.add(connection, data.getString("consent"), subject, platform));
      return;
    }
    boolean over =
        transactions.call(
            connection -> {
              table.remove(connection, data.getString("consent"));
              return !table.isAny(connection, subject, platform)
                  && records.isAny(connection, subject, Optional.of(platform));
            });
    if (over) {
      Erasure.Ground ground =
          type.equals(EventTypes.get(WITHDRAWN).name())
              ? Erasure.Ground.CONSENT_WITHDRAWN
              : Erasure.Ground.CONSENT_END;
      var unusedErasure = erasures.erase(subject, Optional.of(platform), ground, new Wish(false));
    }
  }
}
