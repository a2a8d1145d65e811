package dev.tallystick.audit.index;

import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.EntryRow;
import dev.tallystick.audit.storage.EntryTable;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Roles and signing keys of parties as of the log's newest committed entry: what is indexed, and
 * the few entries after it read from the log itself, so that nothing is missed because the index
 * follows. Blocks on the database; thread-safe.
 */
public final class PartyRegister {
  private static final int TAIL = 10_000;
  private static final String KEYS =
      "select thumbprint, public_key, valid_from_millis, valid_to_millis, registered_idx, revoked_idx"
          + " from party_key where party = ? and key_use = 'SIGN'";

  private final DataSource dataSource;
  private final IndexCursor cursor;
  private final EntryTable entries;
  private final OpeningSeal seal;

  /** Reads the service's own tables. */
  public PartyRegister(
      DataSource dataSource, IndexCursor cursor, EntryTable entries, OpeningSeal seal) {
    this.dataSource = dataSource;
    this.cursor = cursor;
    this.entries = entries;
    this.seal = seal;
  }

  /** The signing keys that were ever registered for the party, revoked ones marked. */
  public Collection<PartyKey> signingKeys(String party) {
    // The cursor first: what is indexed meanwhile is then read twice, not missed.
    List<EntryRow> tail = tail();
    Map<String, PartyKey> keys = new HashMap<>();
    indexed(party).forEach(key -> keys.put(key.thumbprint(), key));
    for (EntryRow row : tail) {
      if (row.typeCode() != PartyEvents.REGISTERED) {
        JsonObject data = PartyEvents.data(row, seal);
        if (data.getString("party").equals(party) && PartyEvents.isForSigning(data)) {
          apply(row, data, keys);
        }
      }
    }
    return keys.values();
  }

  /** The role the party was registered with, if it is one. */
  public Optional<String> role(String party) {
    List<EntryRow> tail = tail();
    Optional<String> role = indexedRole(party);
    for (EntryRow row : tail) {
      if (row.typeCode() == PartyEvents.REGISTERED) {
        JsonObject data = PartyEvents.data(row, seal);
        if (data.getString("party").equals(party)) {
          role = data.findString("role");
        }
      }
    }
    return role;
  }

  private static void apply(EntryRow row, JsonObject data, Map<String, PartyKey> keys) {
    if (row.typeCode() == PartyEvents.KEY_REGISTERED) {
      PartyEvents.key(row, data)
          .ifPresent(
              key ->
                  keys.merge(
                      key.thumbprint(),
                      key,
                      (known, newer) ->
                          known.registeredIndex() < newer.registeredIndex() ? newer : known));
    } else {
      keys.computeIfPresent(
          data.getString("thumbprint"),
          (thumbprint, key) -> key.registeredIndex() < row.index() ? key.revoked() : key);
    }
  }

  private List<EntryRow> tail() {
    List<EntryRow> tail = entries.ofTypes(PartyEvents.ALL, cursor.next(), Long.MAX_VALUE, TAIL);
    if (tail.size() == TAIL) {
      throw new LogStoreException("the index is too far behind to tell the parties' keys");
    }
    return tail;
  }

  private List<PartyKey> indexed(String party) {
    return Queries.list(
        dataSource, KEYS, statement -> statement.setString(1, party), PartyRegister::key);
  }

  private Optional<String> indexedRole(String party) {
    return Queries.list(
            dataSource,
            "select role from party_role where party = ?",
            statement -> statement.setString(1, party),
            row -> row.getString(1))
        .stream()
        .findFirst();
  }

  private static PartyKey key(ResultSet row) throws SQLException {
    try {
      row.getLong(6);
      boolean isRevoked = !row.wasNull();
      return new PartyKey(
          row.getString(1),
          VerificationKey.copyOf(row.getBytes(2)),
          row.getLong(3),
          row.getLong(4),
          row.getLong(5),
          isRevoked);
    } catch (MalformedKeyException e) {
      throw new LogStoreException("an indexed key is none", e);
    }
  }

  /** Used by the follower: writes what the entries of a batch say, in log order. */
  static void write(Connection connection, List<EntryRow> rows, OpeningSeal seal)
      throws SQLException {
    for (EntryRow row : rows) {
      JsonObject data = PartyEvents.data(row, seal);
      if (row.typeCode() == PartyEvents.REGISTERED) {
        writeRole(connection, row, data);
      } else if (PartyEvents.isForSigning(data)) {
        writeKey(connection, row, data);
      }
    }
  }

  private static void writeRole(Connection connection, EntryRow row, JsonObject data)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into party_role (party, role, idx) values (?, ?, ?)"
                + " on conflict (party) do update set role = excluded.role, idx = excluded.idx")) {
      insert.setString(1, data.getString("party"));
      insert.setString(2, data.getString("role"));
      insert.setLong(3, row.index());
      insert.executeUpdate();
    }
  }

  private static void writeKey(Connection connection, EntryRow row, JsonObject data)
      throws SQLException {
    if (row.typeCode() == PartyEvents.KEY_REVOKED) {
      try (PreparedStatement revoke =
          connection.prepareStatement(
              "update party_key set revoked_idx = ? where party = ? and thumbprint = ?")) {
        revoke.setLong(1, row.index());
        revoke.setString(2, data.getString("party"));
        revoke.setString(3, data.getString("thumbprint"));
        revoke.executeUpdate();
      }
      return;
    }
    Optional<PartyKey> found = PartyEvents.key(row, data);
    if (found.isEmpty()) {
      return;
    }
    PartyKey key = found.get();
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into party_key (party, thumbprint, key_use, public_key, valid_from_millis, valid_to_millis, registered_idx)
            values (?, ?, 'SIGN', ?, ?, ?, ?)
            on conflict (party, thumbprint) do update set public_key = excluded.public_key,
              valid_from_millis = excluded.valid_from_millis, valid_to_millis = excluded.valid_to_millis,
              registered_idx = excluded.registered_idx, revoked_idx = null
            """)) {
      insert.setString(1, data.getString("party"));
      insert.setString(2, key.thumbprint());
      insert.setBytes(3, key.key().toByteArray());
      insert.setLong(4, key.validFromMillis());
      insert.setLong(5, key.validToMillis());
      insert.setLong(6, key.registeredIndex());
      insert.executeUpdate();
    }
  }
}
