package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import dev.tallystick.vault.storage.StorageException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the keystore by the thousand, for rotation and backup: plain JDBC on the connection
 * of the caller's transaction, since none of it is read twice or changed one by one.
 */
@Singleton
final class BulkKeys {
  private static final String COLUMNS = "subject, source, retention, version, wrapped, commitment";
  private static final int FETCH = 2_000;

  private final DataSource database;

  BulkKeys(DataSource database) {
    this.database = database;
  }

  /**
   * Some keys that are wrapped under this version or an older one, in the order of their owners.
   *
   * @param after only those after this one; from the first when null
   */
  List<KeyRow> under(KeyVersion old, KeyRow.@Nullable Place after, int most) {
    List<KeyRow> keys = new ArrayList<>(most);
    prepared(
        "select "
            + COLUMNS
            + """
             from data_key where kek = ? and kek_version <= ?
              and (subject, source, retention, version) > (?, ?, ?, ?)
            order by subject, source, retention, version limit ?
            """,
        select -> {
          select.setString(1, old.name().value());
          select.setInt(2, old.version());
          select.setString(3, after == null ? "" : after.subject());
          select.setString(4, after == null ? "" : after.source());
          select.setString(5, after == null ? "" : after.retention());
          select.setInt(6, after == null ? 0 : after.version());
          select.setInt(7, most);
          return read(select, keys::add);
        });
    return keys;
  }

  /** Hands over the rows under a wrapping key, one by one, as of one point in time. */
  void each(KeyName kek, Consumer<KeyRow> consumer) {
    prepared(
        "select " + COLUMNS + " from data_key where kek = ?",
        select -> {
          // In a transaction the driver then holds one part of the rows, not all.
          select.setFetchSize(FETCH);
          select.setString(1, kek.value());
          return read(select, consumer);
        });
  }

  /**
   * Stores keys under the wrapping keys that they name now, each unless it is no longer there, or
   * no longer under {@code old}: no lock is taken before. Returns how many.
   */
  int move(KeyVersion old, List<StoredKey> keys) {
    return prepared(
        """
        update data_key k set wrapped = n.wrapped, kek = n.kek, kek_version = n.kek_version,
          commitment = n.commitment
        from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::bytea[], ?::text[], ?::int[],
            ?::bytea[])
          as n (subject, source, retention, version, wrapped, kek, kek_version, commitment)
        where k.subject = n.subject and k.source = n.source and k.retention = n.retention
          and k.version = n.version and k.kek = ? and k.kek_version <= ?
        """,
        update -> {
          bind(update, keys, 1);
          update.setString(9, old.name().value());
          update.setInt(10, old.version());
          return update.executeUpdate();
        });
  }

  /** The rows that have the names of these keys. */
  List<KeyRow> find(List<StoredKey> keys) {
    List<KeyRow> found = new ArrayList<>(keys.size());
    int unused =
        prepared(
            """
            select k.subject, k.source, k.retention, k.version, k.wrapped, k.commitment
            from data_key k join unnest(?::text[], ?::text[], ?::text[], ?::int[])
              as n (subject, source, retention, version)
              using (subject, source, retention, version)
            """,
            select -> {
              array(select, 1, "text", keys, key -> key.owner().subject());
              array(select, 2, "text", keys, key -> key.owner().source());
              array(select, 3, "text", keys, key -> key.owner().retention().name());
              array(select, 4, "int4", keys, StoredKey::version);
              return read(select, found::add);
            });
    return found;
  }

  /** Keeps everybody else from adding, changing or deleting keys, until the transaction ends. */
  void lock() {
    int unused =
        prepared(
            "lock table data_key in share row exclusive mode",
            statement -> {
              boolean unusedResult = statement.execute();
              return 0;
            });
  }

  /** Puts keys back as a backup has them, in the place of rows that do not open. */
  void restore(List<StoredKey> keys, Instant now) {
    prepared(
        """
        insert into data_key (subject, source, retention, version, wrapped, kek, kek_version,
          commitment, created_at)
        select n.*, ? from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::bytea[], ?::text[],
          ?::int[], ?::bytea[]) as n
        on conflict (subject, source, retention, version) do update set
          wrapped = excluded.wrapped, kek = excluded.kek, kek_version = excluded.kek_version,
          commitment = excluded.commitment
        """,
        insert -> {
          insert.setTimestamp(1, Timestamp.from(now));
          bind(insert, keys, 2);
          return insert.executeUpdate();
        });
  }

  private interface Work {
    int on(PreparedStatement statement) throws SQLException;
  }

  private int prepared(String sql, Work work) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.on(statement);
    } catch (SQLException e) {
      throw new StorageException(e);
    }
  }

  private static int read(PreparedStatement select, Consumer<KeyRow> consumer) throws SQLException {
    int count = 0;
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        count++;
        consumer.accept(
            KeyRow.of(
                new KeyRow.Place(
                    rows.getString(1), rows.getString(2), rows.getString(3), rows.getInt(4)),
                rows.getBytes(5),
                rows.getBytes(6)));
      }
    }
    return count;
  }

  private static void bind(PreparedStatement statement, List<StoredKey> keys, int at)
      throws SQLException {
    array(statement, at, "text", keys, key -> key.owner().subject());
    array(statement, at + 1, "text", keys, key -> key.owner().source());
    array(statement, at + 2, "text", keys, key -> key.owner().retention().name());
    array(statement, at + 3, "int4", keys, StoredKey::version);
    array(statement, at + 4, "bytea", keys, key -> key.wrapped().toByteArray());
    array(statement, at + 5, "text", keys, key -> key.wrapped().kek().name().value());
    array(statement, at + 6, "int4", keys, key -> key.wrapped().kek().version());
    array(statement, at + 7, "bytea", keys, key -> key.commitment().toByteArray());
  }

  private static void array(
      PreparedStatement statement,
      int at,
      String type,
      List<StoredKey> keys,
      Function<StoredKey, Object> column)
      throws SQLException {
    Object[] values = keys.stream().map(column).toArray();
    Object[] typed =
        type.equals("bytea") ? Arrays.copyOf(values, values.length, byte[][].class) : values;
    statement.setArray(at, statement.getConnection().createArrayOf(type, typed));
  }
}
