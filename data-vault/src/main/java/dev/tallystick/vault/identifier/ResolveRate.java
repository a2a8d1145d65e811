package dev.tallystick.vault.identifier;

import dev.tallystick.vault.VaultConfig;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Counts what parties have resolved, by minute and for all replicas, and ends it at a limit. */
@Singleton
final class ResolveRate {
  private static final Duration KEPT = Duration.ofDays(7);

  private final int perMinute;
  private final Clock clock;

  ResolveRate(VaultConfig.Resolve config, Clock clock) {
    this.perMinute = config.perMinute();
    this.clock = clock;
  }

  /**
   * Counts {@code identifiers} for a party, in the caller's transaction.
   *
   * @throws IdentifierProblem if that is too many; then nothing is counted
   */
  void take(Connection connection, String party, int identifiers) throws SQLException {
    Instant now = clock.instant();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into resolve_count (party, minute, count) values (?, ?, ?)
            on conflict (party, minute) do update set count = resolve_count.count + excluded.count
            returning count
            """)) {
      upsert.setString(1, party);
      upsert.setTimestamp(2, Timestamp.from(minute));
      upsert.setInt(3, identifiers);
      try (ResultSet row = upsert.executeQuery()) {
        row.next();
        if (row.getInt(1) > perMinute) {
          throw new IdentifierProblem.RateExceeded(
              Duration.between(now, minute.plus(1, ChronoUnit.MINUTES)));
        }
      }
    }
  }

  /** Forgets the counts of last week. */
  void forget(Connection connection) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from resolve_count where minute < ?")) {
      delete.setTimestamp(1, Timestamp.from(clock.instant().minus(KEPT)));
      delete.executeUpdate();
    }
  }
}
