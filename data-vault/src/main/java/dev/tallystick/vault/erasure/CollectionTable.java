package dev.tallystick.vault.erasure;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The consents that platforms collect on, while they are in force. */
@Singleton
final class CollectionTable {

  void add(Connection connection, String consent, String subject, String platform)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into collection (consent, subject, platform) values (?, ?, ?)
            on conflict (consent) do update set platform = excluded.platform
            """)) {
      upsert.setString(1, consent);
      upsert.setString(2, subject);
      upsert.setString(3, platform);
      upsert.executeUpdate();
    }
  }

  void remove(Connection connection, String consent) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from collection where consent = ?")) {
      delete.setString(1, consent);
      delete.executeUpdate();
    }
  }

  /** Forgets a person who is erased. */
  void forget(Connection connection, String subject) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from collection where subject = ?")) {
      delete.setString(1, subject);
      delete.executeUpdate();
    }
  }

  /** Whether the platform may still collect about the person. */
  boolean isAny(Connection connection, String subject, String platform) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select exists (select 1 from collection where subject = ? and platform = ?)")) {
      select.setString(1, subject);
      select.setString(2, platform);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
