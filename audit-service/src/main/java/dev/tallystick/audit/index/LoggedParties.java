package dev.tallystick.audit.index;

import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.KeyUse;
import dev.tallystick.events.type.PartyKeyRegistered;
import dev.tallystick.events.type.PartyKeyRevoked;
import dev.tallystick.events.type.PartyRegistered;
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
public final class LoggedParties {
  private static final int TAIL = 10_000;
  private static final String KEYS =
      "select thumbprint, public_key, valid_from_millis, valid_to_millis, registered_idx, revoked_idx"
          + " from party_key where party = ? and key_use = 'SIGN'";

  private final DataSource dataSource;
  private final IndexCursor cursor;
  private final LogEntryRepository entries;
  private final OpeningSeal seal;

  /** Reads the service's own tables. */
  public LoggedParties(
      DataSource dataSource, IndexCursor cursor, LogEntryRepository entries, OpeningSeal seal) {
    this.dataSource = dataSource;
    this.cursor = cursor;
    this.entries = entries;
    this.seal = seal;
  }

  /** The signing keys that were ever registered for the party, revoked ones marked. */
  public Collection<LoggedPartyKey> signingKeys(String party) {
    // The cursor first: what is indexed meanwhile is then read twice, not missed.
    List<StoredEntry> tail = tail();
    Map<String, LoggedPartyKey> keys = new HashMap<>();
    indexed(party).forEach(key -> keys.put(key.thumbprint(), key));
    for (StoredEntry row : tail) {
      if (row.typeCode() == PartyEvents.KEY_REGISTERED) {
        apply(row, PartyKeyRegistered.read(PartyEvents.data(row, seal)), party, keys);
      } else if (row.typeCode() == PartyEvents.KEY_REVOKED) {
        apply(row, PartyKeyRevoked.read(PartyEvents.data(row, seal)), party, keys);
      }
    }
    return keys.values();
  }

  /** The role the party was registered with, if it is one. */
  public Optional<String> role(String party) {
    List<StoredEntry> tail = tail();
    Optional<String> role = indexedRole(party);
    for (StoredEntry row : tail) {
      if (row.typeCode() == PartyEvents.REGISTERED) {
        PartyRegistered data = PartyRegistered.read(PartyEvents.data(row, seal));
        if (data.party().equals(party)) {
          role = Optional.of(data.role().wire());
        }
      }
    }
    return role;
  }

  private static void apply(
      StoredEntry row, PartyKeyRegistered data, String party, Map<String, LoggedPartyKey> keys) {
    if (data.party().equals(party) && data.use() == KeyUse.SIGN) {
      PartyEvents.key(row, data)
          .ifPresent(
              key ->
                  keys.merge(
                      key.thumbprint(),
                      key,
                      (known, newer) ->
                          known.registeredIndex() < newer.registeredIndex() ? newer : known));
    }
  }

  private static void apply(
      StoredEntry row, PartyKeyRevoked data, String party, Map<String, LoggedPartyKey> keys) {
    if (data.party().equals(party) && data.use() == KeyUse.SIGN) {
      keys.computeIfPresent(
          data.thumbprint(),
          (thumbprint, key) -> key.registeredIndex() < row.index() ? key.revoked() : key);
    }
  }

  private List<StoredEntry> tail() {
    List<StoredEntry> tail = entries.ofTypes(PartyEvents.ALL, cursor.next(), Long.MAX_VALUE, TAIL);
    if (tail.size() == TAIL) {
      throw new LogStoreException("the index is too far behind to tell the parties' keys");
    }
    return tail;
  }

  private List<LoggedPartyKey> indexed(String party) {
    return Queries.list(
        dataSource, KEYS, statement -> statement.setString(1, party), LoggedParties::key);
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

  private static LoggedPartyKey key(ResultSet row) throws SQLException {
    try {
      row.getLong(6);
      boolean isRevoked = !row.wasNull();
      return new LoggedPartyKey(
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
  static void write(Connection connection, List<StoredEntry> rows, OpeningSeal seal)
      throws SQLException {
    for (StoredEntry row : rows) {
      JsonObject data = PartyEvents.data(row, seal);
      if (row.typeCode() == PartyEvents.REGISTERED) {
        writeRole(connection, row, PartyRegistered.read(data));
      } else if (row.typeCode() == PartyEvents.KEY_REVOKED) {
        revokeKey(connection, row, PartyKeyRevoked.read(data));
      } else {
        writeKey(connection, row, PartyKeyRegistered.read(data));
      }
    }
  }

  private static void writeRole(Connection connection, StoredEntry row, PartyRegistered data)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into party_role (party, role, idx, label) values (?, ?, ?, ?)"
                + " on conflict (party) do update set role = excluded.role, idx = excluded.idx")) {
      insert.setString(1, data.party());
      insert.setString(2, data.role().wire());
      insert.setLong(3, row.index());
      insert.setBytes(4, EventLabels.ofParty(data.party()).toByteArray());
      insert.executeUpdate();
    }
  }

  private static void revokeKey(Connection connection, StoredEntry row, PartyKeyRevoked data)
      throws SQLException {
    if (data.use() != KeyUse.SIGN) {
      return;
    }
    try (PreparedStatement revoke =
        connection.prepareStatement(
            "update party_key set revoked_idx = ? where party = ? and thumbprint = ?")) {
      revoke.setLong(1, row.index());
      revoke.setString(2, data.party());
      revoke.setString(3, data.thumbprint());
      revoke.executeUpdate();
    }
  }

  private static void writeKey(Connection connection, StoredEntry row, PartyKeyRegistered data)
      throws SQLException {
    if (data.use() != KeyUse.SIGN) {
      return;
    }
    Optional<LoggedPartyKey> found = PartyEvents.key(row, data);
    if (found.isEmpty()) {
      return;
    }
    LoggedPartyKey key = found.get();
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into party_key (party, thumbprint, key_use, public_key, valid_from_millis, valid_to_millis, registered_idx)
            values (?, ?, 'SIGN', ?, ?, ?, ?)
            on conflict (party, thumbprint) do update set public_key = excluded.public_key,
              valid_from_millis = excluded.valid_from_millis, valid_to_millis = excluded.valid_to_millis,
              registered_idx = excluded.registered_idx, revoked_idx = null
            """)) {
      insert.setString(1, data.party());
      insert.setString(2, key.thumbprint());
      insert.setBytes(3, key.key().toByteArray());
      insert.setLong(4, key.validFromMillis());
      insert.setLong(5, key.validToMillis());
      insert.setLong(6, key.registeredIndex());
      insert.executeUpdate();
    }
  }
}
