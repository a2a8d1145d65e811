package dev.tallystick.vault.identifier;

import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.keystore.ShreddedKey;
import dev.tallystick.vault.storage.Transactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Identifiers and tokens.
 *
 * <p>Looking up allots: an identifier that nobody has asked for before gets its token now, so the
 * answer does not tell whether anything is kept about the person. What links the two opens under
 * keys that go when the person is forgotten: whoever has an old copy of everything and the
 * identifier then finds no token with it.
 */
@Singleton
public final class Subjects {
  private static final int TRIES = 3;

  private final Transactions transactions;
  private final Keystore keystore;
  private final IdentifierKey key;
  private final Suppression suppression;
  private final Clock clock;
  private final RandomGenerator random;

  Subjects(
      Transactions transactions,
      Keystore keystore,
      IdentifierKey key,
      Suppression suppression,
      Clock clock,
      RandomGenerator random) {
    this.transactions = transactions;
    this.keystore = keystore;
    this.key = key;
    this.suppression = suppression;
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
    Map<Identifier, String> digests = digests(identifiers);
    // In their order, or two requests for the same people would lock each other out.
    Set<String> sorted = new TreeSet<>(digests.values());
    Map<String, SubjectToken> tokens = new TreeMap<>();
    try (OpenKeys keys = keystore.open(connection)) {
      // Of two that allot at once, one token stays, and the other finds it at the next look.
      for (int tried = 0; tried < TRIES && tokens.size() < sorted.size(); tried++) {
        tokens = Links.find(connection, keys, sorted);
        if (tokens.size() < sorted.size()) {
          tokens.putAll(allot(connection, keys, sorted, tokens.keySet()));
        }
      }
    }
    List<SubjectToken> resolved = new ArrayList<>(identifiers.size());
    for (Identifier identifier : identifiers) {
      String digest = Objects.requireNonNull(digests.get(identifier));
      resolved.add(Objects.requireNonNull(tokens.get(digest)));
    }
    return resolved;
  }

  private Map<String, SubjectToken> allot(
      Connection connection, OpenKeys keys, Set<String> digests, Set<String> linked)
      throws SQLException {
    Map<String, SubjectToken> drawn = new TreeMap<>();
    for (String digest : digests) {
      if (!linked.contains(digest)) {
        drawn.put(digest, SubjectToken.draw(random));
      }
    }
    // What is there without its key came back with a backup.
    Links.remove(connection, stale(connection, drawn.keySet(), keys));
    return Links.add(connection, keys, drawn, clock.instant());
  }

  private static List<String> stale(
      Connection connection, Collection<String> digests, OpenKeys keys) throws SQLException {
    List<String> stale = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select digest from identifier where digest = any(?) and sealed is not null")) {
      select.setArray(1, Links.array(connection, digests));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String digest = HexFormat.of().formatHex(row.getBytes(1));
          if (keys.existing(List.of(Links.ownerOf(digest))).isEmpty()) {
            stale.add(digest);
          }
        }
      }
    }
    return stale;
  }

  private Map<Identifier, String> digests(List<Identifier> identifiers) {
    Map<Identifier, String> digests = new LinkedHashMap<>();
    identifiers.forEach(
        each -> digests.computeIfAbsent(each, one -> HexFormat.of().formatHex(key.digest(one))));
    return digests;
  }

  /**
   * As {@link #resolve}, for who is about to store something about these people: until the caller's
   * transaction ends, none of them is forgotten.
   */
  public List<SubjectToken> hold(Connection connection, List<Identifier> identifiers)
      throws SQLException {
    for (int tried = 0; tried < TRIES; tried++) {
      List<SubjectToken> tokens = resolve(connection, identifiers);
      Set<String> people = new HashSet<>();
      tokens.forEach(token -> people.add(token.value()));
      // Fewer, if somebody was forgotten between the two statements: that one is a stranger now.
      if (known(connection, people).size() == people.size()) {
        return tokens;
      }
    }
    throw new IllegalStateException("people are forgotten faster than they are found");
  }

  /** Those of these tokens that have been allotted; held like the people of {@link #hold}. */
  public Set<String> known(Connection connection, Collection<String> tokens) throws SQLException {
    Set<String> known = new HashSet<>();
    if (tokens.isEmpty()) {
      return known;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select token from subject where token = any(?) order by token for key share")) {
      select.setArray(1, connection.createArrayOf("text", tokens.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          known.add(rows.getString(1));
        }
      }
    }
    return known;
  }

  /**
   * Waits for those who {@link #hold} the person; until the caller's transaction ends, nobody else
   * does. For who is about to destroy keys: what others seal under them is stored by then. Before
   * any other lock that they may wait for.
   */
  public void awaitHolders(Connection connection, String subject) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("select 1 from subject where token = ? for update")) {
      lock.setString(1, subject);
      lock.execute();
    }
  }

  /**
   * Those of these people whom somebody holds just now; the others are kept as {@link
   * #awaitHolders} keeps one. Waits for nobody.
   */
  public Set<String> held(Connection connection, Collection<String> people) throws SQLException {
    Set<String> held = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            with free as (select token from subject where token = any(?) for update skip locked)
            select token from subject where token = any(?)
            except select token from free
            """)) {
      java.sql.Array tokens = connection.createArrayOf("text", people.toArray());
      select.setArray(1, tokens);
      select.setArray(2, tokens);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          held.add(rows.getString(1));
        }
      }
    }
    return held;
  }

  /** The tokens of those of these identifiers that have one; allots none. */
  public Map<Identifier, SubjectToken> find(Connection connection, List<Identifier> identifiers)
      throws SQLException {
    Map<Identifier, String> digests = digests(identifiers);
    Map<Identifier, SubjectToken> found = new HashMap<>();
    try (OpenKeys keys = keystore.open(connection)) {
      Map<String, SubjectToken> tokens = Links.find(connection, keys, digests.values());
      digests.forEach(
          (identifier, digest) ->
              Optional.ofNullable(tokens.get(digest))
                  .ifPresent(token -> found.put(identifier, token)));
    }
    return found;
  }

  /**
   * Forgets whose token this is: whoever resolves one of the person's identifiers next meets a
   * stranger. Waits for those who {@link #hold} the person.
   *
   * @param suppressed whether the person wishes never to be taken in again
   * @return the keys of the links, which are destroyed
   */
  public List<ShreddedKey> forget(Connection connection, String subject, boolean suppressed)
      throws SQLException {
    awaitHolders(connection, subject);
    List<String> digests;
    try (OpenKeys keys = keystore.open(connection)) {
      digests = Links.digestsOf(connection, keys, new SubjectToken(subject));
    }
    List<ShreddedKey> gone = new ArrayList<>();
    for (String digest : digests) {
      gone.addAll(
          keystore.shred(
              connection,
              Links.ownerOf(digest).subject(),
              Optional.empty(),
              Set.of(RetentionClass.values())));
    }
    Links.remove(connection, digests);
    if (suppressed) {
      suppression.add(connection, digests.stream().map(HexFormat.of()::parseHex).toList());
    }
    try (PreparedStatement delete =
        connection.prepareStatement("delete from subject where token = ?")) {
      delete.setString(1, subject);
      delete.executeUpdate();
    }
    return gone;
  }
}
