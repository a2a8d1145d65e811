package dev.tallystick.consent.state;

import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.WrappedDataKey;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Which snapshots are whole, those of all replicas. */
@Singleton
class SnapshotTable {
  private final DataSource database;

  SnapshotTable(DataSource database) {
    this.database = database;
  }

  void add(SnapshotRow row, Instant now) {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into state_snapshot (id, engine, origin, size, root, wrapped_key,"
                    + " written_at) values (?,?,?,?,?,?,?)")) {
      insert.setObject(1, row.id());
      insert.setString(2, row.engine());
      insert.setString(3, row.basis().origin());
      insert.setLong(4, row.basis().size());
      insert.setBytes(5, row.basis().root().toByteArray());
      insert.setBytes(6, row.key().toByteArray());
      insert.setObject(7, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a snapshot could not be noted", e);
    }
  }

  /** All of them, the one that covers most first. */
  List<SnapshotRow> all() {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select id, engine, origin, size, root, wrapped_key from state_snapshot"
                    + " order by size desc, id");
        ResultSet row = select.executeQuery()) {
      List<SnapshotRow> rows = new ArrayList<>();
      while (row.next()) {
        rows.add(read(row));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException("the snapshots could not be listed", e);
    }
  }

  private static SnapshotRow read(ResultSet row) throws SQLException {
    try {
      return new SnapshotRow(
          row.getObject("id", UUID.class),
          row.getString("engine"),
          new Checkpoint(
              row.getString("origin"), row.getLong("size"), Hash.copyOf(row.getBytes("root"))),
          WrappedDataKey.parse(row.getBytes("wrapped_key")));
    } catch (MalformedKeyException e) {
      throw new IllegalStateException("a snapshot's key is none", e);
    }
  }

  void remove(UUID id) {
    try (Connection connection = database.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("delete from state_snapshot where id = ?")) {
      delete.setObject(1, id);
      delete.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a snapshot could not be forgotten", e);
    }
  }
}
