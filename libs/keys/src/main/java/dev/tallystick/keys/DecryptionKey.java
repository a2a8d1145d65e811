package dev.tallystick.keys;

import com.nimbusds.jose.jwk.Curve;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A P-256 private key that opens what is sealed to its {@link #encryptionKey}. Its number cannot be
 * read, except into a key file by this package.
 */
public final class DecryptionKey {
  private final ECPrivateKey number;
  private final EncryptionKey encryptionKey;

  private DecryptionKey(ECPrivateKey number, EncryptionKey encryptionKey) {
    this.number = number;
    this.encryptionKey = encryptionKey;
  }

  /** A new random key. */
  public static DecryptionKey draw() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      ECPublicKey point = (ECPublicKey) pair.getPublic();
      EncryptionKey encryptionKey =
          EncryptionKey.of(
              EncryptionKey.coordinate(point.getW().getAffineX()),
              EncryptionKey.coordinate(point.getW().getAffineY()));
      return new DecryptionKey((ECPrivateKey) pair.getPrivate(), encryptionKey);
    } catch (GeneralSecurityException | MalformedKeyException e) {
      throw new AssertionError("every JDK has P-256", e);
    }
  }

  /** The key of a number that belongs to {@code encryptionKey}. */
  static DecryptionKey of(byte[] number, EncryptionKey encryptionKey) throws MalformedKeyException {
    BigInteger d = new BigInteger(1, number);
    X9ECParameters curve = CustomNamedCurves.getByName("secp256r1");
    if (number.length != EncryptionKey.COORDINATE_SIZE
        || d.signum() == 0
        || d.compareTo(curve.getN()) >= 0) {
      throw new MalformedKeyException("not a private number of P-256");
    }
    ECPoint point = curve.getG().multiply(d).normalize();
    if (!point.getAffineXCoord().toBigInteger().equals(new BigInteger(1, encryptionKey.x()))
        || !point.getAffineYCoord().toBigInteger().equals(new BigInteger(1, encryptionKey.y()))) {
      throw new MalformedKeyException("the private number does not belong to the public point");
    }
    try {
      ECPrivateKeySpec spec = new ECPrivateKeySpec(d, Curve.P_256.toECParameterSpec());
      return new DecryptionKey(
          (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec), encryptionKey);
    } catch (GeneralSecurityException e) {
      throw new MalformedKeyException("not a private key of P-256", e);
    }
  }

  /** The key to which others seal. */
  public EncryptionKey encryptionKey() {
    return encryptionKey;
  }

  /** The id of both halves: {@link EncryptionKey#keyId}. */
  public String keyId() {
    return encryptionKey.keyId();
  }

  ECPrivateKey number() {
    return number;
  }

  /** The private number, for a key file. */
  byte[] toByteArray() {
    return EncryptionKey.coordinate(number.getS());
  }

  @Override
  public String toString() {
    return "DecryptionKey[redacted, of " + keyId() + "]";
  }
}
