package dev.tallystick.vault.keystore;

import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.WrappedDataKey;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The wrapped data keys. A key is added at version 1 when its owner first has something. */
@Singleton
final class DataKeyTable {
  private static final int FIRST_VERSION = 1;

  private final WrappingKeys wrapping;
  private final Clock clock;

  DataKeyTable(WrappingKeys wrapping, Clock clock) {
    this.wrapping = wrapping;
    this.clock = clock;
  }

  /** A data key in use and its version. */
  record Versioned(int version, DataKey key) {}

  /** The newest key of each owner that has one. The caller closes them. */
  Map<KeyOwner, Versioned> newest(Connection connection, Collection<KeyOwner> owners)
      throws SQLException {
    Map<KeyOwner, Versioned> found = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select distinct on (k.subject, k.source, k.retention)
              k.subject, k.source, k.retention, k.version, k.wrapped, k.commitment
            from data_key k
            join unnest(?::text[], ?::text[], ?::text[]) as o (subject, source, retention)
              using (subject, source, retention)
            order by k.subject, k.source, k.retention, k.version desc
            """)) {
      bind(connection, select, 1, owners);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          KeyOwner owner = owner(rows);
          int version = rows.getInt(4);
          found.put(
              owner,
              new Versioned(
                  version, wrapping.unwrap(owner, version, rows.getBytes(5), rows.getBytes(6))));
        }
      }
    }
    return found;
  }

  /** One version of an owner's key, unless it was shredded. The caller closes it. */
  Optional<DataKey> find(Connection connection, KeyOwner owner, int version) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select wrapped, commitment from data_key
            where subject = ? and source = ? and retention = ? and version = ?
            """)) {
      select.setString(1, owner.subject());
      select.setString(2, owner.source());
      select.setString(3, owner.retention().name());
      select.setInt(4, version);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(wrapping.unwrap(owner, version, row.getBytes(1), row.getBytes(2)))
            : Optional.empty();
      }
    }
  }

  /**
   * Draws a first key for owners that have none, and gives those that were added. Of two that do so
   * at once, one key stays; so read {@link #newest} for the others. The caller closes them.
   */
  Map<KeyOwner, Versioned> addFirst(Connection connection, List<KeyOwner> owners)
      throws SQLException {
    Map<String, KeyName> keks = new TreeMap<>();
    for (KeyOwner owner : owners) {
      if (!keks.containsKey(owner.subject())) {
        keks.put(owner.subject(), wrapping.kekOf(connection, owner.subject()));
      }
    }
    lockShared(connection, new TreeSet<>(keks.values().stream().map(KeyName::value).toList()));
    Map<KeyOwner, DataKey> drawn = new HashMap<>();
    try {
      byte[][] wrapped = new byte[owners.size()][];
      byte[][] commitments = new byte[owners.size()][];
      Object[] names = new Object[owners.size()];
      Object[] versions = new Object[owners.size()];
      for (int i = 0; i < wrapped.length; i++) {
        KeyOwner owner = owners.get(i);
        DataKey key = DataKey.draw();
        drawn.put(owner, key);
        WrappedDataKey sealed =
            wrapping.wrap(
                Objects.requireNonNull(keks.get(owner.subject())), owner, FIRST_VERSION, key);
        wrapped[i] = sealed.toByteArray();
        commitments[i] = wrapping.commitment(key);
        names[i] = sealed.kek().name().value();
        versions[i] = sealed.kek().version();
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              insert into data_key
                (subject, source, retention, version, wrapped, commitment, created_at, kek, kek_version)
              select subject, source, retention, ?, wrapped, commitment, ?, kek, kek_version
              from unnest(?::text[], ?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::text[], ?::int[])
                as drawn (subject, source, retention, wrapped, commitment, kek, kek_version)
              on conflict do nothing returning subject, source, retention
              """)) {
        insert.setInt(1, FIRST_VERSION);
        insert.setTimestamp(2, Timestamp.from(clock.instant()));
        bind(connection, insert, 3, owners);
        insert.setArray(6, connection.createArrayOf("bytea", wrapped));
        insert.setArray(7, connection.createArrayOf("bytea", commitments));
        insert.setArray(8, connection.createArrayOf("text", names));
        insert.setArray(9, connection.createArrayOf("int4", versions));
        return added(insert, drawn);
      }
    } finally {
      drawn.values().forEach(DataKey::close);
    }
  }

  /** Takes those that were added from the drawn. */
  private static Map<KeyOwner, Versioned> added(
      PreparedStatement insert, Map<KeyOwner, DataKey> drawn) throws SQLException {
    List<KeyOwner> owners = new ArrayList<>();
    try (ResultSet rows = insert.executeQuery()) {
      while (rows.next()) {
        owners.add(owner(rows));
      }
    }
    Map<KeyOwner, Versioned> added = new HashMap<>();
    for (KeyOwner owner : owners) {
      added.put(owner, new Versioned(FIRST_VERSION, Objects.requireNonNull(drawn.remove(owner))));
    }
    return added;
  }

  /** The owner that the first three columns name. */
  private static KeyOwner owner(ResultSet row) throws SQLException {
    return new KeyOwner(
        row.getString(1), row.getString(2), RetentionClass.valueOf(row.getString(3)));
  }

  /**
   * Until this transaction ends, no version of these wrapping keys is destroyed: what is wrapped
   * now is seen by whoever looks for the last key under a version.
   */
  private static void lockShared(Connection connection, Set<String> keks) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement(
            "select pg_advisory_xact_lock_shared(hashtextextended(kek, 0)) from unnest(?::text[])"
                + " kek")) {
      lock.setArray(1, connection.createArrayOf("text", keks.toArray()));
      lock.execute();
    }
  }

  private static void bind(
      Connection connection, PreparedStatement statement, int at, Collection<KeyOwner> owners)
      throws SQLException {
    statement.setArray(
        at, connection.createArrayOf("text", owners.stream().map(KeyOwner::subject).toArray()));
    statement.setArray(
        at + 1, connection.createArrayOf("text", owners.stream().map(KeyOwner::source).toArray()));
    statement.setArray(
        at + 2,
        connection.createArrayOf(
            "text", owners.stream().map(owner -> owner.retention().name()).toArray()));
  }
}
