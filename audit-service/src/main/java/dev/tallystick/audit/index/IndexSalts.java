package dev.tallystick.audit.index;

import dev.tallystick.audit.key.LogKeys;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.keys.WrappedDataKey;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.IndexSecret;
import dev.tallystick.tlog.IndexValue;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The salts of labels: HMAC of the label under a secret that is made once, with the index, and
 * wrapped by the Kms. Of several replicas the first to store it decides it. Thread-safe.
 */
public final class IndexSalts {
  private static final SealingContext CONTEXT = SealingContext.of("index-key");
  private static final String FIND =
      """
      select coalesce(
        (select wrapped_key from index_key_rewrap order by kek_version desc limit 1), wrapped_key)
      from index_key
      """;
  private static final byte[] SECRET = "index-secret".getBytes(StandardCharsets.US_ASCII);

  private final IndexSecret secret;

  private IndexSalts(IndexSecret secret) {
    this.secret = secret;
  }

  /**
   * Makes the secret, or loads the one that another start has made.
   *
   * @throws LogStoreException if the Kms is not the one that wrapped it
   */
  public static IndexSalts beginOrLoad(DataSource dataSource, Kms kms) {
    try (Connection connection = dataSource.getConnection()) {
      if (find(connection).isEmpty()) {
        try (DataKey drawn = DataKey.draw()) {
          store(connection, kms.wrap(LogKeys.OPENINGS, drawn, CONTEXT));
        }
      }
      WrappedDataKey wrapped =
          find(connection)
              .orElseThrow(() -> new LogStoreException("the key of the salts cannot be stored"));
      try (DataKey key = kms.unwrap(wrapped, CONTEXT)) {
        return new IndexSalts(IndexSecret.copyOf(key.mac(SECRET)));
      }
    } catch (SQLException | MalformedKeyException | SealBrokenException e) {
      throw new LogStoreException("the key of the salts cannot be had", e);
    }
  }

  /**
   * Wraps the secret's key under the version of the wrapping key that is in use.
   *
   * @return the version that it is wrapped by now; empty if the index was never begun
   */
  public static Optional<KeyVersion> rewrap(DataSource dataSource, Kms kms) {
    try (Connection connection = dataSource.getConnection()) {
      Optional<WrappedDataKey> found = find(connection);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      WrappedDataKey again = kms.rewrap(found.get(), CONTEXT);
      if (!again.equals(found.get())) {
        try (PreparedStatement insert =
            connection.prepareStatement("insert into index_key_rewrap values (?, ?)")) {
          insert.setInt(1, again.kek().version());
          insert.setBytes(2, again.toByteArray());
          insert.executeUpdate();
        }
      }
      return Optional.of(again.kek());
    } catch (SQLException | MalformedKeyException | SealBrokenException e) {
      throw new LogStoreException("the key of the salts cannot be wrapped again", e);
    }
  }

  private static Optional<WrappedDataKey> find(Connection connection)
      throws SQLException, MalformedKeyException {
    try (PreparedStatement select = connection.prepareStatement(FIND);
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(WrappedDataKey.parse(row.getBytes(1))) : Optional.empty();
    }
  }

  private static void store(Connection connection, WrappedDataKey wrapped) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into index_key (wrapped_key) values (?) on conflict do nothing")) {
      insert.setBytes(1, wrapped.toByteArray());
      insert.executeUpdate();
    }
  }

  /** The salt of a label, for those who may read its list. */
  public Hash of(Hash label) {
    return secret.saltOf(label);
  }

  /** What the trie has under the label when its list has this right edge. */
  public IndexValue value(Hash label, Frontier list) {
    return IndexValue.of(of(label), list);
  }
}
