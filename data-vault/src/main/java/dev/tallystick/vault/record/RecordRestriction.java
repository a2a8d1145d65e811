package dev.tallystick.vault.record;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Keeps a record out of use because the person wants it so, and frees it again. */
@Singleton
public final class RecordRestriction {
  private static final String PERSON = "OBJECTION";

  /** False if it is restricted already. */
  public boolean set(Connection connection, String record) throws SQLException {
    return change(
        connection,
        "update record set restricted = ? where id = ? and restricted is null",
        PERSON,
        record);
  }

  /** Lifts a restriction that the person has set; false if there is none of that kind. */
  public boolean lift(Connection connection, String record) throws SQLException {
    return change(
        connection,
        "update record set restricted = null where restricted = ? and id = ?",
        PERSON,
        record);
  }

  private static boolean change(Connection connection, String sql, String ground, String record)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, ground);
      update.setString(2, record);
      return update.executeUpdate() > 0;
    }
  }
}
