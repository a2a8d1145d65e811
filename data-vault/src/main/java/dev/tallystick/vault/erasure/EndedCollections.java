package dev.tallystick.vault.erasure;

import dev.tallystick.events.EventTypes;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.vault.record.RecordErasure;
import dev.tallystick.vault.storage.Transactions;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
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
    Optional<JsonObject> body = entry.body().filter(EndedCollections::isToCollect);
    if (body.isPresent()) {
      follow(body.get(), entry.index());
    }
    transactions.run(connection -> POSITION.advance(connection, entry.index()));
  }

  private static boolean isToCollect(JsonObject body) {
    return body.getObject("data").getString("kind").equals("COLLECT");
  }

  private void follow(JsonObject body, long index) {
    boolean over =
        transactions.call(
            connection -> POSITION.lock(connection) < index && change(connection, body));
    if (over) {
      Erasure.Ground ground =
          body.getString("type").equals(EventTypes.get(WITHDRAWN).name())
              ? Erasure.Ground.CONSENT_WITHDRAWN
              : Erasure.Ground.CONSENT_END;
      var unusedErasure =
          erasures.erase(
              body.getString("subject"),
              Optional.of(body.getObject("data").getString("recipient")),
              ground,
              new Wish(false));
    }
  }

  /** Returns whether the platform collects no more about the person, and something is here. */
  private boolean change(Connection connection, JsonObject body) throws SQLException {
    JsonObject data = body.getObject("data");
    String subject = body.getString("subject");
    String platform = data.getString("recipient");
    if (body.getString("type").equals(EventTypes.get(GIVEN).name())) {
      table.add(connection, data.getString("consent"), subject, platform);
      return false;
    }
    table.remove(connection, data.getString("consent"));
    return !table.isAny(connection, subject, platform)
        && records.isAny(connection, subject, Optional.of(platform));
  }
}
