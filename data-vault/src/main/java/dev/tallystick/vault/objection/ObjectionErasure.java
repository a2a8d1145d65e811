package dev.tallystick.vault.objection;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Forgets what a person wrote, and was answered, in objections. */
@Singleton
public final class ObjectionErasure {
  /**
   * Empties the objections of a person; nobody sees them any more.
   *
   * @param party only those to this party; all when empty
   */
  public void erase(Connection connection, String subject, Optional<String> party)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update objection set sealed = null, key_version = null
            where subject = ? and (?::text is null or party = ?)
            """)) {
      update.setString(1, subject);
      update.setString(2, party.orElse(null));
      update.setString(3, party.orElse(null));
      update.executeUpdate();
    }
  }
}
