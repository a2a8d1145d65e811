package dev.tallystick.vault.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How far a follower of the log has come, by its name; stored with what it has done. */
record FollowerPosition(String name) {

  /** The index of the last entry that was dealt with; -1 before the first. */
  long read(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select log_index from follower_position where follower = ?")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : -1;
      }
    }
  }

  /** As {@link #read}; until the caller's transaction ends, nobody else locks or advances it. */
  long lock(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into follower_position (follower, log_index) values (?, -1) on conflict do"
                + " nothing")) {
      insert.setString(1, name);
      insert.executeUpdate();
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select log_index from follower_position where follower = ? for update")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  void advance(Connection connection, long index) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into follower_position (follower, log_index) values (?, ?)
            on conflict (follower) do update
              set log_index = greatest(follower_position.log_index, excluded.log_index)
            """)) {
      upsert.setString(1, name);
      upsert.setLong(2, index);
      upsert.executeUpdate();
    }
  }
}
