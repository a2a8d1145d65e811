package dev.tallystick.audit.key;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.Signer;
import dev.tallystick.tlog.NoteSigner;
import dev.tallystick.tlog.SignatureType;
import dev.tallystick.tlog.VerifierKey;

/** The log's name and its signing key, as {@link BeginLog} has made or loaded them. */
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
   * The keys of the log of this name, whose checkpoints {@code signer} signs from the beginning.
   */
  public static LogKeys of(String origin, Signer signer) {
    byte[] publicKey = signer.verificationKey().toByteArray();
    String vkey = VerifierKey.of(origin, SignatureType.ED25519, publicKey).toString();
    return new LogKeys(new LogIdentity(origin, vkey), noteSigner(origin, signer));
  }

  static NoteSigner noteSigner(String origin, Signer signer) {
    return NoteSigner.ed25519(origin, signer.verificationKey().toByteArray(), signer::sign);
  }

  /** Who this log is. */
  public LogIdentity identity() {
    return identity;
  }

  /** What signs, as long as the log has this one key. */
  public LogSigners onlySigner() {
    return LogSigners.of(identity, signer);
  }
}
