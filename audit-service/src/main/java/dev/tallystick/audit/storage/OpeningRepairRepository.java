package dev.tallystick.audit.storage;

import dev.tallystick.events.EventId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Sealed copies of parts whose own row does not open. Rows are added and never changed.
 * Thread-safe.
 */
public final class OpeningRepairRepository {
  private final DataSource dataSource;

  /** Reads and writes the service's own database. */
  public OpeningRepairRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The copies of an event's sealed parts, newest first. */
  public List<byte[]> find(EventId id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select sealed from opening_repair where event_id = ? order by number desc")) {
      select.setObject(1, id.value());
      List<byte[]> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getBytes(1));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new LogStoreException("repaired parts cannot be read", e);
    }
  }

  /** Adds a copy for a row, sealed under the row's key. */
  public void add(StoredEntry row, byte[] sealed) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into opening_repair (event_id, idx, seal_day, seal_class, sealed) values (?, ?, ?, ?, ?)")) {
      insert.setObject(1, row.id().value());
      insert.setLong(2, row.index());
      insert.setInt(3, row.keyId().day());
      insert.setShort(4, row.keyId().classCode());
      insert.setBytes(5, sealed);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new LogStoreException("repaired parts cannot be kept", e);
    }
  }
}
