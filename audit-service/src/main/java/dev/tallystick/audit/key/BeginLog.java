package dev.tallystick.audit.key;

import dev.tallystick.audit.database.StoreAccess;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.Kms;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The log's beginning. A database without a log gets one: a name, a signing key in the Kms and an
 * empty tree, in one transaction, so that of several replicas exactly one begins it. Afterwards the
 * name and the key are what the database says, and a key store that does not fit stops the start.
 */
@Singleton
@StoreAccess(failure = "the log's beginning cannot be read")
public class BeginLog {
  private final LogKeyRepository keys;
  private final LogStateRepository states;
  private final Kms kms;

  BeginLog(LogKeyRepository keys, LogStateRepository states, Kms kms) {
    this.keys = keys;
    this.states = states;
    this.kms = kms;
  }

  /**
   * Begins the log, or loads what another start has begun.
   *
   * @param origin the name asked for by the configuration, if any
   * @throws IllegalStateException if the log has another name, or its key is not in this Kms
   */
  @Transactional
  public LogKeys beginOrLoad(Optional<String> origin) {
    keys.lockBeginning();
    Optional<String> begun = states.origin();
    LogKeys loaded =
        begun.isPresent() ? load(begun.get()) : begin(origin.orElseGet(BeginLog::drawOrigin));
    requireOrigin(origin, loaded.identity().origin());
    return loaded;
  }

  private LogKeys load(String origin) {
    LogKeyEntity stored = keys.first();
    LogKeys loaded =
        LogKeys.of(origin, kms.signer(new KeyVersion(LogKeys.SIGNER, stored.keyVersion())));
    if (!loaded.identity().vkey().equals(stored.vkey())) {
      throw new IllegalStateException(
          "the key store has another key than the log's: restore the tallystick.kms.dir that belongs to this database");
    }
    return loaded;
  }

  private LogKeys begin(String origin) {
    kms.createKek(LogKeys.OPENINGS);
    KeyVersion version = kms.createSigner(LogKeys.SIGNER);
    LogKeys begun = LogKeys.of(origin, kms.signer(version));
    states.begin(origin);
    keys.persist(new LogKeyEntity(begun.identity().vkey(), version.version()));
    return begun;
  }

  private static void requireOrigin(Optional<String> asked, String origin) {
    if (asked.isPresent() && !asked.get().equals(origin)) {
      throw new IllegalStateException(
          "tallystick.audit.origin is "
              + asked.get()
              + ", but the log in this database is "
              + origin
              + ": a log keeps its name");
    }
  }

  private static String drawOrigin() {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    return "tallystick.example/" + HexFormat.of().formatHex(random);
  }
}
