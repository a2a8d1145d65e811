package dev.tallystick.vault.identifier;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The wish of erased people not to be taken in again. What is kept of each identifier is a keyed
 * digest that nothing else in the database relates to; it tells whoever has the key and the
 * identifier that its owner wished so, and no more.
 */
@Singleton
public final class Suppression {
  private static final String USE = "suppression";

  private final IdentifierKey key;

  Suppression(IdentifierKey key) {
    this.key = key;
  }

  /** Notes the wish for identifiers that are about to be deleted. */
  void add(Connection connection, List<byte[]> digests) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into suppression (digest) select unnest(?::bytea[]) on conflict do nothing")) {
      insert.setArray(
          1,
          connection.createArrayOf(
              "bytea", digests.stream().map(this::digest).toArray(byte[][]::new)));
      insert.executeUpdate();
    }
  }

  /** Those of these identifiers whose owners wished not to be taken in again. */
  public Set<Identifier> among(Connection connection, List<Identifier> identifiers)
      throws SQLException {
    if (identifiers.isEmpty()) {
      return Set.of();
    }
    List<Identifier> distinct = identifiers.stream().distinct().toList();
    List<byte[]> digests = new ArrayList<>();
    distinct.forEach(identifier -> digests.add(digest(key.digest(identifier))));
    Set<String> found = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement("select digest from suppression where digest = any(?)")) {
      select.setArray(1, connection.createArrayOf("bytea", digests.toArray(byte[][]::new)));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(HexFormat.of().formatHex(rows.getBytes(1)));
        }
      }
    }
    Set<Identifier> suppressed = new HashSet<>();
    for (int i = 0; i < digests.size() && !found.isEmpty(); i++) {
      if (found.contains(HexFormat.of().formatHex(digests.get(i)))) {
        suppressed.add(distinct.get(i));
      }
    }
    return suppressed;
  }

  private byte[] digest(byte[] identifierDigest) {
    return key.digest(USE, Arrays.copyOf(identifierDigest, identifierDigest.length));
  }
}
