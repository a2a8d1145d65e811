package dev.tallystick.vault.identifier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.keys.SealedValue;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.Place;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.keystore.Sealed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tables that link identifiers and tokens, each way sealed: from the identifier under a key of
 * its own, from the person under a key of theirs. Digests stand in hex.
 */
final class Links {
  private static final String IDENTIFIER = "@identifier";

  private Links() {}

  /** Whose key seals the token of an identifier. */
  static KeyOwner ownerOf(String digest) {
    return new KeyOwner("id-" + digest, IDENTIFIER, RetentionClass.ORDINARY);
  }

  /** Whose key seals the digests of a person's identifiers. */
  private static KeyOwner ownerOf(SubjectToken token) {
    return KeyOwner.ofPerson(token.value());
  }

  /** The tokens of those of these digests that have one. A link whose key was destroyed is none. */
  static Map<String, SubjectToken> find(
      Connection connection, OpenKeys keys, Collection<String> digests) throws SQLException {
    Map<String, Sealed> rows = new TreeMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select digest, key_version, sealed from identifier where digest = any(?) and sealed is"
                + " not null")) {
      select.setArray(1, array(connection, digests));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.put(
              HexFormat.of().formatHex(row.getBytes(1)),
              new Sealed(row.getInt(2), SealedValue.takeOwnershipOf(row.getBytes(3))));
        }
      }
    }
    Set<KeyOwner> alive = keys.existing(rows.keySet().stream().map(Links::ownerOf).toList());
    Map<String, SubjectToken> tokens = new TreeMap<>();
    for (Map.Entry<String, Sealed> row : rows.entrySet()) {
      KeyOwner owner = ownerOf(row.getKey());
      if (alive.contains(owner)) {
        byte[] token = keys.open(owner, place(row.getKey()), row.getValue());
        tokens.put(row.getKey(), new SubjectToken(new String(token, US_ASCII)));
      }
    }
    return tokens;
  }

  /**
   * Links digests and tokens, unless somebody else has linked the digest in the meantime: theirs
   * stands, and this token is nobody's.
   *
   * @return those that are linked now
   */
  static Map<String, SubjectToken> add(
      Connection connection, OpenKeys keys, Map<String, SubjectToken> links, Instant now)
      throws SQLException {
    keys.prepare(links.keySet().stream().map(Links::ownerOf).toList());
    List<byte[]> sealed = new ArrayList<>();
    List<Integer> versions = new ArrayList<>();
    for (Map.Entry<String, SubjectToken> link : links.entrySet()) {
      Sealed value =
          keys.seal(
              ownerOf(link.getKey()),
              place(link.getKey()),
              link.getValue().value().getBytes(US_ASCII));
      sealed.add(value.value().toByteArray());
      versions.add(value.keyVersion());
    }
    List<String> added = new ArrayList<>();
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into identifier (digest, key_version, sealed, created_at)
            select digest, key_version, sealed, ?
            from unnest(?::bytea[], ?::int[], ?::bytea[]) as drawn (digest, key_version, sealed)
            on conflict (digest) do nothing returning digest
            """)) {
      insert.setTimestamp(1, Timestamp.from(now));
      insert.setArray(2, array(connection, links.keySet()));
      insert.setArray(3, connection.createArrayOf("int4", versions.toArray()));
      insert.setArray(4, connection.createArrayOf("bytea", sealed.toArray(byte[][]::new)));
      try (ResultSet rows = insert.executeQuery()) {
        while (rows.next()) {
          added.add(HexFormat.of().formatHex(rows.getBytes(1)));
        }
      }
    }
    Map<String, SubjectToken> own = new TreeMap<>(links);
    own.keySet().retainAll(added);
    addPeople(connection, own.values(), now);
    addBack(connection, keys, own);
    return own;
  }

  /** In the order of the tokens, which tells nothing of the order of the identifiers. */
  private static void addPeople(Connection connection, Collection<SubjectToken> tokens, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into subject (token, created_at) select unnest(?::text[]), ? on conflict do"
                + " nothing")) {
      insert.setArray(
          1,
          connection.createArrayOf(
              "text", tokens.stream().map(SubjectToken::value).sorted().toArray()));
      insert.setTimestamp(2, Timestamp.from(now));
      insert.executeUpdate();
    }
  }

  /** The way back from people to digests. */
  static void addBack(Connection connection, OpenKeys keys, Map<String, SubjectToken> links)
      throws SQLException {
    keys.prepare(links.values().stream().map(Links::ownerOf).distinct().toList());
    List<String> people = new ArrayList<>();
    List<Integer> versions = new ArrayList<>();
    List<byte[]> digests = new ArrayList<>();
    for (Map.Entry<String, SubjectToken> link : links.entrySet()) {
      SubjectToken token = link.getValue();
      Sealed sealed =
          keys.seal(ownerOf(token), back(token), HexFormat.of().parseHex(link.getKey()));
      people.add(token.value());
      versions.add(sealed.keyVersion());
      digests.add(sealed.value().toByteArray());
    }
    // In the order of the people, which tells nothing of the order of the identifiers.
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into subject_identifier (subject, key_version, sealed)
            select subject, key_version, sealed
            from unnest(?::text[], ?::int[], ?::bytea[]) as links (subject, key_version, sealed)
            order by subject
            """)) {
      insert.setArray(1, connection.createArrayOf("text", people.toArray()));
      insert.setArray(2, connection.createArrayOf("int4", versions.toArray()));
      insert.setArray(3, connection.createArrayOf("bytea", digests.toArray(byte[][]::new)));
      insert.executeUpdate();
    }
  }

  /** The digests of a person's identifiers; none if the key to them is gone. */
  static List<String> digestsOf(Connection connection, OpenKeys keys, SubjectToken token)
      throws SQLException {
    List<String> digests = new ArrayList<>();
    KeyOwner owner = ownerOf(token);
    if (keys.existing(List.of(owner)).isEmpty()) {
      return digests;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select key_version, sealed from subject_identifier where subject = ?")) {
      select.setString(1, token.value());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Sealed sealed = new Sealed(row.getInt(1), SealedValue.takeOwnershipOf(row.getBytes(2)));
          digests.add(HexFormat.of().formatHex(keys.open(owner, back(token), sealed)));
        }
      }
    }
    return digests;
  }

  static void remove(Connection connection, Collection<String> digests) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from identifier where digest = any(?)")) {
      delete.setArray(1, array(connection, digests));
      delete.executeUpdate();
    }
  }

  static java.sql.Array array(Connection connection, Collection<String> digests)
      throws SQLException {
    return connection.createArrayOf(
        "bytea", digests.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new));
  }

  static Place place(String digest) {
    return Place.of("identifier", digest);
  }

  private static Place back(SubjectToken token) {
    return Place.of("subject_identifier", token.value());
  }
}
