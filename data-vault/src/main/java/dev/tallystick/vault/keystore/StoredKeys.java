package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.WrappedDataKey;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the keystore as rows: found by wrapping key or by person, moved, deleted, put back.
 */
@Singleton
final class StoredKeys {
  private static final String COLUMNS = "subject, source, retention, version, wrapped, commitment";
  private static final int FETCH = 2_000;

  /**
   * Some keys that are wrapped under this version or an older one, in the order of their owners.
   *
   * @param after only those after this one; from the first when null
   */
  List<StoredKey> under(Connection connection, KeyVersion old, @Nullable StoredKey after, int most)
      throws SQLException {
    List<StoredKey> keys = new ArrayList<>(most);
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + COLUMNS
                + """
                 from data_key where kek = ? and kek_version <= ?
                  and (subject, source, retention, version) > (?, ?, ?, ?)
                order by subject, source, retention, version limit ?
                """)) {
      select.setString(1, old.name().value());
      select.setInt(2, old.version());
      select.setString(3, after == null ? "" : after.owner().subject());
      select.setString(4, after == null ? "" : after.owner().source());
      select.setString(5, after == null ? "" : after.owner().retention().name());
      select.setInt(6, after == null ? 0 : after.version());
      select.setInt(7, most);
      read(select, keys::add);
    }
    return keys;
  }

  /** How many keys are wrapped under this version or an older one. */
  long count(Connection connection, KeyVersion old) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select count(*) from data_key where kek = ? and kek_version <= ?")) {
      select.setString(1, old.name().value());
      select.setInt(2, old.version());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Hands over the keys under a wrapping key, one by one, as of one point in time. */
  void each(Connection connection, KeyName kek, Consumer<StoredKey> consumer) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select " + COLUMNS + " from data_key where kek = ?")) {
      // Outside auto-commit the driver then holds one part of the rows, not all.
      select.setFetchSize(FETCH);
      select.setString(1, kek.value());
      read(select, consumer);
    }
  }

  /**
   * Stores keys under the wrapping keys that they name now, each unless it is no longer there, or
   * no longer under {@code old}: no lock is taken before. Returns how many.
   */
  int move(Connection connection, KeyVersion old, List<StoredKey> keys) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update data_key k set wrapped = n.wrapped, kek = n.kek, kek_version = n.kek_version,
              commitment = n.commitment
            from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::bytea[], ?::text[], ?::int[],
                ?::bytea[])
              as n (subject, source, retention, version, wrapped, kek, kek_version, commitment)
            where k.subject = n.subject and k.source = n.source and k.retention = n.retention
              and k.version = n.version and k.kek = ? and k.kek_version <= ?
            """)) {
      bind(connection, update, keys);
      update.setArray(8, array(connection, "bytea", keys, key -> key.commitment().toByteArray()));
      update.setString(9, old.name().value());
      update.setInt(10, old.version());
      return update.executeUpdate();
    }
  }

  /** Puts keys back as a backup has them. */
  void restore(Connection connection, List<StoredKey> keys, Instant now) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into data_key (subject, source, retention, version, wrapped, kek, kek_version,
              commitment, created_at)
            select n.*, ? from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::bytea[], ?::text[],
              ?::int[], ?::bytea[]) as n
            """)) {
      insert.setTimestamp(1, Timestamp.from(now));
      bind(connection, insert, keys, 2);
      insert.setArray(9, array(connection, "bytea", keys, key -> key.commitment().toByteArray()));
      insert.executeUpdate();
    }
  }

  int deleteAll(Connection connection) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement("delete from data_key")) {
      return delete.executeUpdate();
    }
  }

  /**
   * Deletes a person's keys of these classes, from one source or all, and returns what they were.
   */
  List<StoredKey> delete(
      Connection connection,
      String subject,
      Optional<String> source,
      Collection<RetentionClass> classes)
      throws SQLException {
    List<StoredKey> keys = new ArrayList<>();
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            delete from data_key
            where subject = ? and (?::text is null or source = ?) and retention = any(?) returning
            """
                + COLUMNS)) {
      delete.setString(1, subject);
      delete.setString(2, source.orElse(null));
      delete.setString(3, source.orElse(null));
      delete.setArray(
          4,
          connection.createArrayOf("text", classes.stream().map(RetentionClass::name).toArray()));
      read(delete, keys::add);
    }
    return keys;
  }

  private static void read(PreparedStatement select, Consumer<StoredKey> consumer)
      throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        KeyOwner owner =
            new KeyOwner(
                rows.getString(1), rows.getString(2), RetentionClass.valueOf(rows.getString(3)));
        consumer.accept(
            new StoredKey(
                owner,
                rows.getInt(4),
                WrappedDataKey.parse(rows.getBytes(5)),
                Hash.takeOwnershipOf(rows.getBytes(6))));
      }
    } catch (MalformedKeyException e) {
      throw new SealedRowException("a data key is not in the form that it was stored in");
    }
  }

  private static void bind(Connection connection, PreparedStatement statement, List<StoredKey> keys)
      throws SQLException {
    bind(connection, statement, keys, 1);
  }

  private static void bind(
      Connection connection, PreparedStatement statement, List<StoredKey> keys, int at)
      throws SQLException {
    statement.setArray(at, array(connection, "text", keys, key -> key.owner().subject()));
    statement.setArray(at + 1, array(connection, "text", keys, key -> key.owner().source()));
    statement.setArray(
        at + 2, array(connection, "text", keys, key -> key.owner().retention().name()));
    statement.setArray(at + 3, array(connection, "int4", keys, StoredKey::version));
    statement.setArray(
        at + 4, array(connection, "bytea", keys, key -> key.wrapped().toByteArray()));
    statement.setArray(
        at + 5, array(connection, "text", keys, key -> key.wrapped().kek().name().value()));
    statement.setArray(
        at + 6, array(connection, "int4", keys, key -> key.wrapped().kek().version()));
  }

  private static java.sql.Array array(
      Connection connection, String type, List<StoredKey> keys, Function<StoredKey, Object> column)
      throws SQLException {
    Object[] values = keys.stream().map(column).toArray();
    return connection.createArrayOf(
        type,
        type.equals("bytea")
            ? java.util.Arrays.copyOf(values, values.length, byte[][].class)
            : values);
  }
}
