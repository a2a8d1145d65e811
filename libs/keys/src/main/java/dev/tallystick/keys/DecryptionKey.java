package dev.tallystick.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A private key that opens what is sealed to its {@link #encryptionKey}, on X25519 or P-256. Its
 * number cannot be read, except into a key file by this package.
 */
public final class DecryptionKey {
  private final PrivateHalf number;
  private final EncryptionKey encryptionKey;

  private DecryptionKey(PrivateHalf number, EncryptionKey encryptionKey) {
    this.number = number;
    this.encryptionKey = encryptionKey;
  }

  /** The private half. */
  private interface PrivateHalf {
    JWEDecrypter opener() throws JOSEException;

    byte[] toByteArray();
  }

  /** A number on X25519. */
  private static final class X25519Number implements PrivateHalf {
    private final X25519PrivateKeyParameters value;

    private X25519Number(X25519PrivateKeyParameters value) {
      this.value = value;
    }

    @Override
    public JWEDecrypter opener() throws JOSEException {
      return new X25519Opener(value);
    }

    @Override
    public byte[] toByteArray() {
      return value.getEncoded();
    }
  }

  /** What opens with a lasting key is left to the JDK: its multiplication takes the same time. */
  private static final class P256Number implements PrivateHalf {
    private final ECPrivateKey value;

    private P256Number(ECPrivateKey value) {
      this.value = value;
    }

    @Override
    public JWEDecrypter opener() throws JOSEException {
      return new ECDHDecrypter(value);
    }

    @Override
    public byte[] toByteArray() {
      return EncryptionKey.coordinate(value.getS());
    }
  }

  /** A new random key, on X25519: opening by it costs a fraction of what it does on P-256. */
  public static DecryptionKey draw() {
    X25519PrivateKeyParameters drawn = new X25519PrivateKeyParameters(new SecureRandom());
    try {
      return new DecryptionKey(
          new X25519Number(drawn), EncryptionKey.ofX25519(drawn.generatePublicKey().getEncoded()));
    } catch (MalformedKeyException e) {
      throw new AssertionError("a drawn key is a point of X25519", e);
    }
  }

  /** A new random key on P-256, for a recipient whose hardware knows that curve alone. */
  public static DecryptionKey drawP256() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      ECPublicKey point = (ECPublicKey) pair.getPublic();
      EncryptionKey encryptionKey =
          EncryptionKey.of(
              EncryptionKey.coordinate(point.getW().getAffineX()),
              EncryptionKey.coordinate(point.getW().getAffineY()));
      return new DecryptionKey(new P256Number((ECPrivateKey) pair.getPrivate()), encryptionKey);
    } catch (GeneralSecurityException | MalformedKeyException e) {
      throw new AssertionError("every JDK has P-256", e);
    }
  }

  /** The key of a number that belongs to {@code encryptionKey}. */
  static DecryptionKey of(byte[] number, EncryptionKey encryptionKey) throws MalformedKeyException {
    return encryptionKey.curve() == SealingCurve.X25519
        ? ofX25519(number, encryptionKey)
        : ofP256(number, encryptionKey);
  }

  private static DecryptionKey ofX25519(byte[] number, EncryptionKey encryptionKey)
      throws MalformedKeyException {
    if (number.length != X25519.SIZE) {
      throw new MalformedKeyException("a private number of X25519 has 32 bytes");
    }
    X25519PrivateKeyParameters value = new X25519PrivateKeyParameters(number, 0);
    if (!Arrays.equals(value.generatePublicKey().getEncoded(), encryptionKey.x())) {
      throw new MalformedKeyException("the private number does not belong to the public point");
    }
    return new DecryptionKey(new X25519Number(value), encryptionKey);
  }

  private static DecryptionKey ofP256(byte[] number, EncryptionKey encryptionKey)
      throws MalformedKeyException {
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
          new P256Number((ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec)),
          encryptionKey);
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

  /** Opens what is sealed to this key. */
  JWEDecrypter opener() throws JOSEException {
    return number.opener();
  }

  /** The private number, for a key file. */
  byte[] toByteArray() {
    return number.toByteArray();
  }

  @Override
  public String toString() {
    return "DecryptionKey[redacted, of " + keyId() + "]";
  }
}
