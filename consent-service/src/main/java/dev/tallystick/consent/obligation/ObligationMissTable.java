package dev.tallystick.consent.obligation;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Which missed obligations have been said in the log. */
@Singleton
class ObligationMissTable {
  /** Notes one in the caller's transaction; false if somebody has. */
  boolean add(Connection connection, String obligation, String party, UUID event)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into obligation_miss (obligation, party, event_id) values (?,?,?)"
                + " on conflict do nothing")) {
      insert.setString(1, obligation);
      insert.setString(2, party);
      insert.setObject(3, event);
      return insert.executeUpdate() == 1;
    }
  }
}
