package dev.tallystick.caller.token;

import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * The proofs that were taken in the last minute, by their hashes. Of two requests with one proof,
 * exactly one is the first, also on different replicas: the unique key decides.
 *
 * <p>Guarantee: what was the first use is committed before the request goes on. A database that is
 * away lets no proof pass. Call it outside of transactions. Blocks; thread-safe.
 */
@Singleton
final class ProofStore {
  // A little is removed with every proof, so that no one ever has to remove much.
  private static final String USE =
      """
      with over as (
        delete from dpop_proof where id in
          (select id from dpop_proof where expires_at < ? order by expires_at limit 4 for update skip locked))
      insert into dpop_proof (id, expires_at) values (?, ?) on conflict do nothing
      """;

  private final DataSource database;

  ProofStore(DataSource database) {
    this.database = database;
  }

  /** Notes a proof; false if it was noted before. */
  boolean isFirstUse(Hash id, Instant until, Instant now) {
    try (Connection connection = database.getConnection();
        PreparedStatement use = connection.prepareStatement(USE)) {
      use.setTimestamp(1, Timestamp.from(now));
      use.setBytes(2, id.toByteArray());
      use.setTimestamp(3, Timestamp.from(until));
      return use.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new IllegalStateException("a proof cannot be noted", e);
    }
  }
}
