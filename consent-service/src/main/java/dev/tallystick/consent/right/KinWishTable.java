package dev.tallystick.consent.right;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Who has said that no kin shall act for them. The last word of a person counts. */
@Singleton
class KinWishTable {
  private final DataSource database;

  KinWishTable(DataSource database) {
    this.database = database;
  }

  void put(String subject, boolean kinMayAct, Instant now) {
    String sql =
        "insert into kin_wish (subject, kin_may_act, since) values (?,?,?)"
            + " on conflict (subject) do update set kin_may_act = excluded.kin_may_act,"
            + " since = excluded.since";
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, subject);
      insert.setBoolean(2, kinMayAct);
      insert.setObject(3, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a wish could not be stored", e);
    }
  }

  /** Whether the person has forbidden it. */
  boolean forbids(String subject) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select kin_may_act from kin_wish where subject = ?")) {
      select.setString(1, subject);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && !row.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a wish could not be read", e);
    }
  }
}
