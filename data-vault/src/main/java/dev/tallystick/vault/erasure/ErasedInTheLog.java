package dev.tallystick.vault.erasure;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.vault.storage.Transactions;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
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
final class ErasedInTheLog {
  private static final FollowerPosition POSITION = new FollowerPosition("erased");

  private final Follower follower;
  private final ErasureTable table;
  private final Shredding shredding;
  private final Transactions transactions;

  ErasedInTheLog(
      Follower follower, ErasureTable table, Shredding shredding, Transactions transactions) {
    this.follower = follower;
    this.table = table;
    this.shredding = shredding;
    this.transactions = transactions;
  }

  @PostConstruct
  void start() {
    follower.follow(Set.of(ErasureEvents.ERASED), transactions.call(POSITION::read), this::consume);
  }

  void consume(FeedEntry entry) {
    Optional<JsonObject> body = entry.body();
    transactions.run(
        connection -> {
          if (body.isPresent()) {
            catchUp(connection, body.get(), Instant.ofEpochMilli(entry.recordedMillis()));
          }
          POSITION.advance(connection, entry.index());
        });
  }

  private void catchUp(Connection connection, JsonObject body, Instant recordedAt)
      throws SQLException {
    JsonObject data = body.getObject("data");
    String id = data.getString("erasure");
    table.lock(connection, body.getString("subject"));
    // Before the person, as whoever shreds it here does: the two must not wait for each other.
    Optional<Erasure> known = table.findLocked(connection, id);
    if (known.isPresent() && known.get().outcome().isPresent()) {
      return;
    }
    EventId event = EventId.fromString(body.getString("id"));
    Erasure erased =
        new Erasure(
            id,
            body.getString("subject"),
            data.findString("provider"),
            known.map(Erasure::ground).orElse(Erasure.Ground.PERSON_REQUEST),
            ErasureState.ERASED,
            known.map(Erasure::stoppedAt).orElse(recordedAt),
            known.map(Erasure::startedEvent).orElse(event),
            Optional.of(
                new Erasure.Outcome(
                    event,
                    (int) data.getInteger("keys"),
                    (int) data.getInteger("records"),
                    (int) data.getInteger("held"))));
    LocalDate today = shredding.today();
    shredding.takeAway(connection, erased, new Wish(false), today);
    table.caughtUp(connection, erased);
  }
}
