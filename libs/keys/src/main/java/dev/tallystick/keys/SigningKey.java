package dev.tallystick.keys;

import java.security.SecureRandom;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 private key in this process. Its seed cannot be read, except into a key file by this
 * package.
 */
public final class SigningKey implements Signer {
  /** The length of a seed. */
  public static final int SEED_SIZE = Ed25519.SECRET_KEY_SIZE;

  private final Ed25519PrivateKeyParameters seed;
  private final VerificationKey verificationKey;

  private SigningKey(Ed25519PrivateKeyParameters seed) {
    this.seed = seed;
    this.verificationKey = VerificationKey.of(seed.generatePublicKey());
  }

  /** A new random key. */
  public static SigningKey draw() {
    return new SigningKey(new Ed25519PrivateKeyParameters(new SecureRandom()));
  }

  /** The key of a seed that the caller keeps secret, and overwrites. */
  public static SigningKey fromSeed(byte[] seed) {
    if (seed.length != SEED_SIZE) {
      throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
    }
    return new SigningKey(new Ed25519PrivateKeyParameters(seed, 0));
  }

  @Override
  public VerificationKey verificationKey() {
    return verificationKey;
  }

  @Override
  public byte[] sign(byte[] message) {
    byte[] signature = new byte[VerificationKey.SIGNATURE_SIZE];
    seed.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
    return signature;
  }

  /** The seed, for a key file. */
  byte[] seed() {
    return seed.getEncoded();
  }

  @Override
  public String toString() {
    return "SigningKey[redacted, of " + verificationKey.keyId() + "]";
  }
}
