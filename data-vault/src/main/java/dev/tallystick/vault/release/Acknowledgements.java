package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.vault.storage.Transactions;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/**
 * Follows the acknowledgements in the log, and forgets each payload that its recipient has. The
 * cursor is stored with what was done, so nothing is passed over.
 */
@Singleton
@Startup
final class Acknowledgements {
  private final Follower follower;
  private final ReleaseTable releases;
  private final Transactions transactions;

  Acknowledgements(Follower follower, ReleaseTable releases, Transactions transactions) {
    this.follower = follower;
    this.releases = releases;
    this.transactions = transactions;
  }

  @PostConstruct
  void start() {
    long after = transactions.call(Acknowledgements::position);
    follower.follow(Set.of(ReleaseEvents.RECEIVED), after, this::consume);
  }

  private void consume(FeedEntry entry) {
    transactions.run(
        connection -> {
          if (entry.body().isPresent()) {
            String release = entry.body().get().getObject("data").getString("release");
            releases.acknowledge(connection, EventId.fromString(release));
          }
          advance(connection, entry.index());
        });
  }

  private static long position(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select log_index from feed_position where id = 1");
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : -1;
    }
  }

  private static void advance(Connection connection, long index) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into feed_position (id, log_index) values (1, ?)
            on conflict (id) do update set log_index = greatest(feed_position.log_index, excluded.log_index)
            """)) {
      upsert.setLong(1, index);
      upsert.executeUpdate();
    }
  }
}
