package dev.tallystick.audit.key;

import dev.tallystick.audit.storage.Locks;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.Signer;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.NoteSigner;
import dev.tallystick.tlog.SignatureType;
import dev.tallystick.tlog.VerifierKey;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The log's beginning and its key. A database without a log gets one: a name, a signing key in the
 * Kms and an empty tree, in one transaction, so that of several replicas exactly one begins it.
 * Afterwards the name and the key are what the database says, and a key store that does not fit
 * stops the start.
 */
public final class LogKeys {
  /** The signing key's name in the Kms. */
  public static final KeyName SIGNER = new KeyName("log");

  /** The name, in the Kms, of the key that wraps the keys of bodies at rest. */
  public static final KeyName OPENINGS = new KeyName("openings");

  private final LogIdentity identity;
  private final NoteSigner signer;

  private LogKeys(LogIdentity identity, NoteSigner signer) {
    this.identity = identity;
    this.signer = signer;
  }

  /**
   * Begins the log, or loads what another start has begun.
   *
   * @param origin the name asked for by the configuration, if any
   * @throws IllegalStateException if the log has another name, or its key is not in this Kms
   */
  public static LogKeys beginOrLoad(DataSource dataSource, Kms kms, Optional<String> origin) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement lock =
          connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
        lock.setLong(1, Locks.BEGIN);
        lock.execute();
      }
      LogKeys keys = find(connection, kms).orElse(null);
      if (keys == null) {
        keys = begin(connection, kms, origin.orElseGet(LogKeys::drawOrigin));
      }
      connection.commit();
      connection.setAutoCommit(true);
      keys.requireOrigin(origin);
      return keys;
    } catch (SQLException e) {
      throw new LogStoreException("the log's beginning cannot be read", e);
    }
  }

  /** Who this log is. */
  public LogIdentity identity() {
    return identity;
  }

  /** What signs its checkpoints. */
  public CheckpointSigner signer() {
    return new CheckpointSigner(signer);
  }

  private static Optional<LogKeys> find(Connection connection, Kms kms) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select origin, vkey, key_version from log_state, log_key");
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      LogKeys keys = of(row.getString(1), kms.signer(new KeyVersion(SIGNER, row.getInt(3))));
      if (!keys.identity.vkey().equals(row.getString(2))) {
        throw new IllegalStateException(
            "the key store has another key than the log's: restore the tallystick.kms.dir that belongs to this database");
      }
      return Optional.of(keys);
    }
  }

  private static LogKeys begin(Connection connection, Kms kms, String origin) throws SQLException {
    kms.createKek(OPENINGS);
    KeyVersion version = kms.createSigner(SIGNER);
    LogKeys keys = of(origin, kms.signer(version));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into log_state (origin, tree_size, root, frontier, last_millis) values (?, 0, ?, ?, 0)")) {
      insert.setString(1, origin);
      insert.setBytes(2, Frontier.EMPTY.root().toByteArray());
      insert.setBytes(3, Frontier.EMPTY.toByteArray());
      insert.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into log_key (vkey, key_version) values (?, ?)")) {
      insert.setString(1, keys.identity.vkey());
      insert.setInt(2, version.version());
      insert.executeUpdate();
    }
    return keys;
  }

  private static LogKeys of(String origin, Signer signer) {
    byte[] publicKey = signer.verificationKey().toByteArray();
    String vkey = VerifierKey.of(origin, SignatureType.ED25519, publicKey).toString();
    return new LogKeys(
        new LogIdentity(origin, vkey), NoteSigner.ed25519(origin, publicKey, signer::sign));
  }

  private void requireOrigin(Optional<String> asked) {
    if (asked.isPresent() && !asked.get().equals(identity.origin())) {
      throw new IllegalStateException(
          "tallystick.audit.origin is "
              + asked.get()
              + ", but the log in this database is "
              + identity.origin()
              + ": a log keeps its name");
    }
  }

  private static String drawOrigin() {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    return "tallystick.example/" + HexFormat.of().formatHex(random);
  }
}
