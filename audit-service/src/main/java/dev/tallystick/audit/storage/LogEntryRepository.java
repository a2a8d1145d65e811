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
import java.util.UUID;
import javax.sql.DataSource;

/** Committed entries, for readers. Every query is bounded by an index and a limit. Thread-safe. */
public final class LogEntryRepository {
  private static final String SELECT = "select " + CopyRows.COLUMNS + " from entry ";

  private static final String SELECT_FOR_INDEX =
      "select "
          + CopyRows.COLUMNS.replace("sealed", "case when type = any(?) then sealed end")
          + " from entry where idx >= ? and idx < ? order by idx";

  private final DataSource dataSource;

  /** Reads from the service's own database. */
  public LogEntryRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The entry of an event. */
  public Optional<StoredEntry> find(EventId id) {
    return query(SELECT + "where event_id = ?", statement -> statement.setObject(1, id.value()))
        .stream()
        .findFirst();
  }

  /** The entries of these events, those of them that are logged. */
  public List<StoredEntry> findAll(Collection<EventId> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    UUID[] values = ids.stream().map(EventId::value).toArray(UUID[]::new);
    return query(
        SELECT + "where event_id = any(?) and event_id between ? and ?",
        statement -> {
          statement.setArray(1, statement.getConnection().createArrayOf("uuid", values));
          statement.setObject(2, IdOrder.least(values));
          statement.setObject(3, IdOrder.greatest(values));
        });
  }

  /** The entries at these indexes, in log order. */
  public List<StoredEntry> at(Collection<Long> indexes) {
    return query(
        SELECT + "where idx = any(?) order by idx",
        statement ->
            statement.setArray(
                1, statement.getConnection().createArrayOf("int8", indexes.toArray())));
  }

  /**
   * The entries with {@code from <= index < to}, in log order, read in the caller's transaction;
   * the sealed parts only of those of the types named.
   */
  public static List<StoredEntry> read(
      Connection connection, long from, long to, Collection<Integer> typesWithParts)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT_FOR_INDEX)) {
      select.setArray(
          1,
          connection.createArrayOf(
              "int2", typesWithParts.stream().map(Integer::shortValue).toArray()));
      select.setLong(2, from);
      select.setLong(3, to);
      return rows(select);
    }
  }

  /** The entries with {@code from <= index < to}, in log order. */
  public List<StoredEntry> range(long from, long to) {
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
  public List<StoredEntry> ofTypes(Collection<Integer> typeCodes, long from, long to, int limit) {
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

  /** The newest entry of a type. */
  public Optional<StoredEntry> newestOfType(int typeCode) {
    return query(
            SELECT + "where type = ? order by idx desc limit 1",
            statement -> statement.setInt(1, typeCode))
        .stream()
        .findFirst();
  }

  private List<StoredEntry> query(String sql, Binder binder) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binder.bind(statement);
      return rows(statement);
    } catch (SQLException e) {
      throw new LogStoreException("entries cannot be read", e);
    }
  }

  private static List<StoredEntry> rows(PreparedStatement statement) throws SQLException {
    List<StoredEntry> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(StoredEntryReader.read(rows));
      }
    }
    return found;
  }

  /** Sets a statement's parameters. */
  private interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }
}
