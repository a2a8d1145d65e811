package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of rotations, and of versions under which keys were shredded. */
@Singleton
final class RotationTable {
  private static final String SELECT =
      """
      select kek, old_version, ground, begun_at, destroy_by, rewrapped, backed_up_at, destroyed_at
      from key_rotation
      """;

  /** Begins a rotation; one that has begun stays as it is, but may become due earlier. */
  void begin(
      Connection connection, KeyVersion old, Rotation.Ground ground, Instant now, Instant destroyBy)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into key_rotation (kek, old_version, ground, begun_at, destroy_by)
            values (?, ?, ?, ?, ?) on conflict (kek, old_version)
            do update set destroy_by = least(key_rotation.destroy_by, excluded.destroy_by)
            """)) {
      insert.setString(1, old.name().value());
      insert.setInt(2, old.version());
      insert.setString(3, ground.name());
      insert.setTimestamp(4, Timestamp.from(now));
      insert.setTimestamp(5, Timestamp.from(destroyBy));
      insert.executeUpdate();
    }
  }

  /** What is not destroyed yet, the most urgent first. */
  List<Rotation> open(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT + " where destroyed_at is null order by destroy_by, kek, old_version")) {
      return rotations(select);
    }
  }

  /** All rotations that began since, the latest first. */
  List<Rotation> since(Connection connection, Instant begun, int most) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT + " where begun_at >= ? order by begun_at desc, kek limit ?")) {
      select.setTimestamp(1, Timestamp.from(begun));
      select.setInt(2, most);
      return rotations(select);
    }
  }

  /** A rotation that is not over, for this transaction alone. */
  Optional<Rotation> lock(Connection connection, KeyVersion old) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT + " where kek = ? and old_version = ? and destroyed_at is null for update")) {
      select.setString(1, old.name().value());
      select.setInt(2, old.version());
      return rotations(select).stream().findFirst();
    }
  }

  void count(Connection connection, KeyVersion old, int rewrapped) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update key_rotation set rewrapped = rewrapped + ?, backed_up_at = null"
                + " where kek = ? and old_version = ?")) {
      update.setInt(1, rewrapped);
      update.setString(2, old.name().value());
      update.setInt(3, old.version());
      update.executeUpdate();
    }
  }

  void backedUp(Connection connection, KeyVersion old, Instant now) throws SQLException {
    stamp(
        connection,
        "update key_rotation set backed_up_at = ? where kek = ? and old_version = ?",
        old,
        now);
  }

  /** The version is gone, and with it all copies of keys that were shredded under it. */
  void destroyed(Connection connection, KeyVersion old, Instant now) throws SQLException {
    stamp(
        connection,
        "update key_rotation set destroyed_at = ? where kek = ? and old_version = ?",
        old,
        now);
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from shredded_under where kek = ? and kek_version <= ?")) {
      delete.setString(1, old.name().value());
      delete.setInt(2, old.version());
      delete.executeUpdate();
    }
  }

  private static void stamp(Connection connection, String sql, KeyVersion old, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setString(2, old.name().value());
      update.setInt(3, old.version());
      update.executeUpdate();
    }
  }

  /** Keys under these versions were shredded now; the first time counts. */
  void shredded(Connection connection, KeyVersion version, Instant now) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into shredded_under (kek, kek_version, first_at) values (?, ?, ?) on conflict"
                + " do nothing")) {
      insert.setString(1, version.name().value());
      insert.setInt(2, version.version());
      insert.setTimestamp(3, Timestamp.from(now));
      insert.executeUpdate();
    }
  }

  /** A wrapping key under which keys were shredded, and since when. */
  record Shredded(KeyName kek, Instant firstAt) {}

  /** The wrapping keys under which keys were shredded before this time. */
  List<Shredded> shreddedBefore(Connection connection, Instant time) throws SQLException {
    List<Shredded> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select kek, min(first_at) from shredded_under s where not exists
              (select 1 from key_rotation r where r.kek = s.kek and r.old_version >= s.kek_version)
            group by kek having min(first_at) <= ? order by kek
            """)) {
      select.setTimestamp(1, Timestamp.from(time));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(new Shredded(new KeyName(rows.getString(1)), rows.getTimestamp(2).toInstant()));
        }
      }
    }
    return found;
  }

  private static List<Rotation> rotations(PreparedStatement select) throws SQLException {
    List<Rotation> rotations = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        rotations.add(
            new Rotation(
                new KeyVersion(new KeyName(rows.getString(1)), rows.getInt(2)),
                Rotation.Ground.valueOf(rows.getString(3)),
                rows.getTimestamp(4).toInstant(),
                rows.getTimestamp(5).toInstant(),
                rows.getLong(6),
                instant(rows.getTimestamp(7)),
                instant(rows.getTimestamp(8))));
      }
    }
    return rotations;
  }

  private static Optional<Instant> instant(@Nullable Timestamp time) {
    return Optional.ofNullable(time).map(Timestamp::toInstant);
  }
}
