package dev.tallystick.audit.key;

import dev.tallystick.audit.database.StoreAccess;
import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.Signer;
import dev.tallystick.tlog.MalformedNoteKeyException;
import dev.tallystick.tlog.NoteSigner;
import dev.tallystick.tlog.SignatureType;
import dev.tallystick.tlog.VerifierKey;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** The log's keys in the Kms, by their verifier keys. */
@Singleton
@StoreAccess(failure = "the log's keys cannot be had")
public class LogKeyStore {
  private final LogKeyRepository keys;
  private final Kms kms;

  LogKeyStore(LogKeyRepository keys, Kms kms) {
    this.keys = keys;
    this.kms = kms;
  }

  /**
   * What signs with a key of the log.
   *
   * @throws IllegalStateException if the log has no such key
   */
  @Transactional
  public NoteSigner signer(String vkey) {
    LogKeyEntity stored = keys.findById(vkey);
    if (stored == null) {
      throw new IllegalStateException(
          "the log's entries name a key that its table does not have: " + vkey);
    }
    return LogKeys.noteSigner(
        name(vkey), kms.signer(new KeyVersion(LogKeys.SIGNER, stored.keyVersion())));
  }

  /** Makes one more key for the log of this name. It signs nothing before an entry adds it. */
  @Transactional
  public VerifierKey draw(String origin) {
    KeyVersion version = kms.createSigner(LogKeys.SIGNER);
    Signer signer = kms.signer(version);
    VerifierKey key =
        VerifierKey.of(origin, SignatureType.ED25519, signer.verificationKey().toByteArray());
    keys.persist(new LogKeyEntity(key.toString(), version.version()));
    return key;
  }

  private static String name(String vkey) {
    try {
      return VerifierKey.parse(vkey).name();
    } catch (MalformedNoteKeyException e) {
      throw new IllegalStateException("the log's table has no verifier key: " + vkey, e);
    }
  }
}
