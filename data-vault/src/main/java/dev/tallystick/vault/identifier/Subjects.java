package dev.tallystick.vault.identifier;

import dev.tallystick.vault.storage.Transactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The table of identifiers and tokens.
 *
 * <p>Looking up allots: an identifier that nobody has asked for before gets its token now, by the
 * same statements, so the answer does not tell whether anything is kept about the person.
 */
@Singleton
public final class Subjects {
  private final Transactions transactions;
  private final IdentifierKey key;
  private final Clock clock;
  private final RandomGenerator random;

  Subjects(Transactions transactions, IdentifierKey key, Clock clock, RandomGenerator random) {
    this.transactions = transactions;
    this.key = key;
    this.clock = clock;
    this.random = random;
  }

  /** The tokens of these identifiers, in the same order. */
  public List<SubjectToken> resolve(List<Identifier> identifiers) {
    return transactions.call(connection -> resolve(connection, identifiers));
  }

  /** The tokens of these identifiers, in the same order, in the caller's transaction. */
  public List<SubjectToken> resolve(Connection connection, List<Identifier> identifiers)
      throws SQLException {
    if (identifiers.isEmpty()) {
      return List.of();
    }
    Map<Identifier, byte[]> digests = new LinkedHashMap<>();
    identifiers.forEach(each -> digests.computeIfAbsent(each, key::digest));
    byte[][] sorted =
        digests.values().stream().sorted(Arrays::compareUnsigned).toArray(byte[][]::new);
    allot(connection, sorted);
    Map<String, SubjectToken> byDigest = select(connection, sorted);
    List<SubjectToken> tokens = new ArrayList<>(identifiers.size());
    for (Identifier identifier : identifiers) {
      String digest = HexFormat.of().formatHex(Objects.requireNonNull(digests.get(identifier)));
      tokens.add(Objects.requireNonNull(byDigest.get(digest)));
    }
    return tokens;
  }

  /** Those of these tokens that have been allotted. */
  public Set<String> known(Connection connection, Collection<String> tokens) throws SQLException {
    Set<String> known = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select distinct subject from identifier where subject = any(?)")) {
      select.setArray(1, connection.createArrayOf("text", tokens.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          known.add(rows.getString(1));
        }
      }
    }
    return known;
  }

  /** In the order of the digests, or two requests for the same people would lock each other out. */
  private void allot(Connection connection, byte[][] digests) throws SQLException {
    Object[] drawn = new Object[digests.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = SubjectToken.draw(random).value();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into identifier (digest, subject, created_at)
            select digest, subject, ? from unnest(?::bytea[], ?::text[]) as drawn (digest, subject)
            on conflict (digest) do nothing
            """)) {
      insert.setTimestamp(1, Timestamp.from(clock.instant()));
      insert.setArray(2, connection.createArrayOf("bytea", digests));
      insert.setArray(3, connection.createArrayOf("text", drawn));
      insert.executeUpdate();
    }
  }

  private static Map<String, SubjectToken> select(Connection connection, byte[][] digests)
      throws SQLException {
    Map<String, SubjectToken> found = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select digest, subject from identifier where digest = any(?)")) {
      select.setArray(1, connection.createArrayOf("bytea", digests));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(
              HexFormat.of().formatHex(rows.getBytes(1)), new SubjectToken(rows.getString(2)));
        }
      }
    }
    return found;
  }
}
