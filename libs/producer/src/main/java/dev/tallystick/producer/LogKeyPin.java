package dev.tallystick.producer;

import dev.tallystick.tlog.KeySuccession;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.VerifierKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The key that the log is known by: the configured one, else the one first met, kept in the
 * database for good. A log with another key is another log, unless the key that is known has signed
 * that the other one follows it.
 */
final class LogKeyPin {
  private static final Logger LOG = Logger.getLogger(LogKeyPin.class);

  /** The stored row: the key, and those that it follows. */
  private record Pinned(String vkey, List<String> earlier) {
    boolean names(String other) {
      return vkey.equals(other) || earlier.contains(other);
    }
  }

  private final OwnTransactions transactions;
  private final Optional<String> configured;
  private volatile @Nullable NoteVerifier known;

  LogKeyPin(OwnTransactions transactions, Optional<String> configured) {
    this.transactions = transactions;
    this.configured = configured;
  }

  /**
   * The key, if it is configured or pinned.
   *
   * @throws IllegalStateException if the configured key is not the pinned one, or is no key
   */
  Optional<NoteVerifier> find() {
    NoteVerifier key = known;
    if (key == null) {
      Optional<Pinned> pinned = transactions.run(LogKeyPin::select);
      if (pinned.isEmpty() && configured.isPresent()) {
        return Optional.of(pin(configured.get()));
      }
      if (pinned.isPresent()) {
        requireConfigured(pinned.get());
        key = LogKeyVerifier.parse(pinned.get().vkey);
        known = key;
      }
    }
    return Optional.ofNullable(key);
  }

  /** Keeps this key, unless another replica was first. */
  NoteVerifier pin(String vkey) {
    NoteVerifier wanted = LogKeyVerifier.parse(vkey.strip());
    Pinned pinned =
        transactions.run(
            connection -> {
              insert(connection, wanted.key().toString());
              return select(connection).orElseThrow();
            });
    requireConfigured(pinned);
    NoteVerifier key = LogKeyVerifier.parse(pinned.vkey);
    known = key;
    return key;
  }

  /** Goes on to the newest key that the known one, or one after it, has signed for. */
  void follow(List<KeySuccession> successions) {
    Optional<NoteVerifier> from = find();
    if (from.isEmpty()) {
      return;
    }
    List<VerifierKey> keys = KeySuccession.follow(from.get().key(), successions);
    VerifierKey newest = keys.get(keys.size() - 1);
    if (newest.equals(from.get().key())) {
      return;
    }
    List<String> passed =
        keys.subList(0, keys.size() - 1).stream().map(VerifierKey::toString).toList();
    String before = from.get().key().toString();
    transactions.run(connection -> move(connection, before, newest.toString(), passed));
    LOG.infof("the log's key %s is followed by %s", before, newest);
    known = null;
  }

  /** The row as it is; another replica may have followed already. */
  private static boolean move(Connection connection, String from, String to, List<String> passed)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update producer_log_key set vkey = ?, earlier = earlier || ? where vkey = ?")) {
      update.setString(1, to);
      update.setArray(2, connection.createArrayOf("text", passed.toArray()));
      update.setString(3, from);
      return update.executeUpdate() > 0;
    }
  }

  private void requireConfigured(Pinned pinned) {
    if (configured.isPresent() && !pinned.names(configured.get().strip())) {
      throw new IllegalStateException(
          "tallystick.audit.vkey is not the log's key that this service has known so far, "
              + pinned.vkey
              + ": with another log its database proves nothing");
    }
  }

  private static Optional<Pinned> select(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select vkey, earlier from producer_log_key");
        ResultSet row = select.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Pinned(row.getString(1), List.of((String[]) row.getArray(2).getArray())))
          : Optional.empty();
    }
  }

  private static void insert(Connection connection, String vkey) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into producer_log_key (vkey) values (?) on conflict do nothing")) {
      insert.setString(1, vkey);
      insert.executeUpdate();
    }
  }
}
