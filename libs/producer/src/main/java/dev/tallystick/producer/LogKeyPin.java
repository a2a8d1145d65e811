package dev.tallystick.producer;

import dev.tallystick.tlog.NoteVerifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key that the log is known by: the configured one, else the one first met, kept in the
 * database for good. A log with another key is another log.
 */
final class LogKeyPin {
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
      Optional<String> pinned = transactions.run(LogKeyPin::select);
      if (pinned.isEmpty() && configured.isPresent()) {
        return Optional.of(pin(configured.get()));
      }
      if (pinned.isPresent()) {
        requireConfigured(pinned.get());
        key = LogKeyVerifier.parse(pinned.get());
        known = key;
      }
    }
    return Optional.ofNullable(key);
  }

  /** Keeps this key, unless another replica was first. */
  NoteVerifier pin(String vkey) {
    NoteVerifier wanted = LogKeyVerifier.parse(vkey.strip());
    String pinned =
        transactions.run(
            connection -> {
              insert(connection, wanted.key().toString());
              return select(connection).orElseThrow();
            });
    requireConfigured(pinned);
    NoteVerifier key = LogKeyVerifier.parse(pinned);
    known = key;
    return key;
  }

  private void requireConfigured(String pinned) {
    if (configured.isPresent() && !configured.get().strip().equals(pinned)) {
      throw new IllegalStateException(
          "tallystick.audit.vkey is not the log's key that this service has known so far, "
              + pinned
              + ": with another log its database proves nothing");
    }
  }

  private static Optional<String> select(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select vkey from producer_log_key");
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
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
