package dev.tallystick.tlog;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/**
 * An Ed25519 key pair of the JDK, made from its seed. It signs; it does not give the seed back.
 *
 * <p>Immutable and safe for use by several threads. Signing takes the JDK about 0.4 ms; a log that
 * signs often plugs another {@link Ed25519Signing} into {@link NoteSigner#ed25519}.
 */
public final class Ed25519Key implements Ed25519Signing {
  /** The length of a seed, in bytes. */
  public static final int SEED_SIZE = 32;

  private final PrivateKey privateKey;
  private final byte[] publicKey;

  private Ed25519Key(PrivateKey privateKey, byte[] publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /**
   * Returns the key of this seed (the private key of RFC 8032 section 5.1.5). For a new key, draw
   * 32 bytes from a {@link SecureRandom}. The array is copied.
   */
  public static Ed25519Key fromSeed(byte[] seed) {
    if (seed.length != SEED_SIZE) {
      throw new IllegalArgumentException(
          "an Ed25519 seed has " + SEED_SIZE + " bytes, not " + seed.length);
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(JdkEd25519.ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, new SeedOnly(seed));
      KeyPair pair = generator.generateKeyPair();
      requireSeed((EdECPrivateKey) pair.getPrivate(), seed);
      byte[] encoded = pair.getPublic().getEncoded();
      // A SubjectPublicKeyInfo of Ed25519 ends with the 32 bytes of the key (RFC 8410 section 4).
      byte[] publicKey =
          Arrays.copyOfRange(
              encoded, encoded.length - SignatureType.ED25519.keySize(), encoded.length);
      return new Ed25519Key(pair.getPrivate(), publicKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is not available on this platform", e);
    }
  }

  /**
   * The JDK computes a public key only when it generates the pair, and takes the private key from
   * its source of randomness. Should a provider use that source otherwise, this notices.
   */
  private static void requireSeed(EdECPrivateKey privateKey, byte[] seed) {
    if (!Arrays.equals(privateKey.getBytes().orElseThrow(), seed)) {
      throw new IllegalStateException("this platform's Ed25519 does not keep to the seed");
    }
  }

  /** Returns a copy of the 32 bytes of the public key. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public byte[] sign(byte[] message) {
    return JdkEd25519.sign(privateKey, message);
  }

  @Override
  public String toString() {
    return "Ed25519Key[redacted]";
  }

  /** A source of "randomness" that has one answer. */
  private static final class SeedOnly extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient byte[] seed;

    SeedOnly(byte[] seed) {
      super(null, null);
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (bytes.length != seed.length) {
        throw new IllegalStateException("this platform's Ed25519 does not keep to the seed");
      }
      System.arraycopy(seed, 0, bytes, 0, seed.length);
    }
  }
}
