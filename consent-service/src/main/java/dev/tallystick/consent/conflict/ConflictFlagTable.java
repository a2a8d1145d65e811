package dev.tallystick.consent.conflict;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Which conflicts have been flagged. */
@Singleton
class ConflictFlagTable {

  /** Adds a flag in the caller's transaction; false if it was flagged. */
  boolean add(Connection connection, ConflictFlags.Flag flag, UUID event) throws SQLException {
    String sql =
        "insert into conflict_flag (bureau, holder, rival, basis_points, event_id)"
            + " values (?,?,?,?,?) on conflict do nothing";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, flag.bureau());
      insert.setString(2, flag.stake().holder());
      insert.setString(3, flag.rival());
      insert.setLong(4, flag.stake().basisPoints());
      insert.setObject(5, event);
      return insert.executeUpdate() == 1;
    }
  }
}
