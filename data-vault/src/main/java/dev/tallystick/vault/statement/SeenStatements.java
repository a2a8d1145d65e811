package dev.tallystick.vault.statement;

import dev.tallystick.party.Claims;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * The statements that were taken, by issuer and id, for as long as they could be presented again.
 */
@Singleton
final class SeenStatements {
  /** Past the end of a statement by the tolerance that its check has. */
  private static final long SKEW_SECONDS = 5;

  /** Notes the statement; false if it was noted before. */
  boolean note(Connection connection, Claims claims) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into statement_seen (issuer, jti, until) values (?, ?, ?) on conflict do nothing")) {
      insert.setString(1, claims.issuer());
      insert.setString(2, claims.id());
      insert.setTimestamp(
          3,
          Timestamp.from(
              Instant.ofEpochSecond(
                  claims.expiresAt().orElse(claims.issuedAt()) + SKEW_SECONDS + 1)));
      return insert.executeUpdate() == 1;
    }
  }

  /** Forgets what could not be presented any more. */
  int forget(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from statement_seen where until < ?")) {
      delete.setTimestamp(1, Timestamp.from(now));
      return delete.executeUpdate();
    }
  }
}
