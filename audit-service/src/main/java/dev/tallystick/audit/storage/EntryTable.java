package dev.tallystick.audit.storage;

import dev.tallystick.events.EventId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Committed entries, for readers. Every query is bounded by an index and a limit. Thread-safe. */
public final class EntryTable {
  private static final String SELECT = "select " + CopyRows.COLUMNS + " from entry ";

  private final DataSource dataSource;

  /** Reads from the service's own database. */
  public EntryTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The entry of an event. */
  public Optional<EntryRow> find(EventId id) {
    return query(SELECT + "where event_id = ?", statement -> statement.setObject(1, id.value()))
        .stream()
        .findFirst();
  }

  /** The entries with {@code from <= index < to}, in log order. */
  public List<EntryRow> range(long from, long to) {
    return query(
        SELECT + "where idx >= ? and idx < ? order by idx",
        statement -> {
          statement.setLong(1, from);
          statement.setLong(2, to);
        });
  }

  /**
   * The first {@code limit} entries of these types with {@code from <= index < to}, in log order.
   */
  public List<EntryRow> ofTypes(Collection<Integer> typeCodes, long from, long to, int limit) {
    return query(
        SELECT + "where type = any(?) and idx >= ? and idx < ? order by idx limit ?",
        statement -> {
          statement.setArray(
              1,
              statement
                  .getConnection()
                  .createArrayOf("int2", typeCodes.stream().map(Integer::shortValue).toArray()));
          statement.setLong(2, from);
          statement.setLong(3, to);
          statement.setInt(4, limit);
        });
  }

  private List<EntryRow> query(String sql, Binder binder) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binder.bind(statement);
      List<EntryRow> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(EntryRows.read(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new LogStoreException("entries cannot be read", e);
    }
  }

  /** Sets a statement's parameters. */
  private interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }
}
