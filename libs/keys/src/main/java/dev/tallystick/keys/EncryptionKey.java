package dev.tallystick.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.crypto.utils.ECChecks;
import com.nimbusds.jose.jwk.Curve;
import java.math.BigInteger;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;

/**
 * A public key to which payloads are sealed: a point of X25519 or of P-256, checked. Equal by its
 * curve and coordinates.
 */
public final class EncryptionKey {
  /** The length of a coordinate. */
  static final int COORDINATE_SIZE = 32;

  private static final byte[] NO_COORDINATE = {};

  private final SealingCurve curve;
  private final byte[] x;
  private final byte[] y;
  private final String keyId;

  private EncryptionKey(SealingCurve curve, byte[] x, byte[] y) {
    this.curve = curve;
    this.x = x.clone();
    this.y = y.clone();
    this.keyId = Thumbprints.of(curve, x, y);
  }

  /** The key of these coordinates of 32 bytes on P-256. */
  static EncryptionKey of(byte[] x, byte[] y) throws MalformedKeyException {
    if (x.length != COORDINATE_SIZE || y.length != COORDINATE_SIZE) {
      throw new MalformedKeyException("a coordinate of P-256 has 32 bytes");
    }
    BigInteger xNumber = new BigInteger(1, x);
    BigInteger yNumber = new BigInteger(1, y);
    ECParameterSpec curve = Curve.P_256.toECParameterSpec();
    BigInteger prime = ((ECFieldFp) curve.getCurve().getField()).getP();
    // A coordinate beyond the prime would be a second text for the same point.
    if (xNumber.compareTo(prime) >= 0
        || yNumber.compareTo(prime) >= 0
        || !ECChecks.isPointOnCurve(xNumber, yNumber, curve)) {
      throw new MalformedKeyException("not a point of P-256");
    }
    return new EncryptionKey(SealingCurve.P_256, x, y);
  }

  /** The key of this coordinate of 32 bytes on X25519. */
  static EncryptionKey ofX25519(byte[] x) throws MalformedKeyException {
    X25519.check(x);
    return new EncryptionKey(SealingCurve.X25519, x, NO_COORDINATE);
  }

  /**
   * Reads a public JWK.
   *
   * @throws MalformedKeyException if it is another kind of key, not a point of the curve, private,
   *     or if a {@code kid} in it is not the thumbprint
   */
  public static EncryptionKey parse(String jwk) throws MalformedKeyException {
    return Jwks.parse(
        jwk, PartyPublicKeys.MAX_LENGTH, members -> Jwks.encryptionKey(members, false));
  }

  /**
   * The public JWK with the members that identify it: {@code crv}, {@code kty}, {@code x}, and
   * {@code y} on P-256.
   */
  public String toJwk() {
    return Thumbprints.jwk(curve, x, y);
  }

  /** The JWK thumbprint (RFC 7638 with SHA-256, base64url), which is the key's {@code kid}. */
  public String keyId() {
    return keyId;
  }

  SealingCurve curve() {
    return curve;
  }

  byte[] x() {
    return x.clone();
  }

  /** Empty on X25519. */
  byte[] y() {
    return y.clone();
  }

  /** Draws a one-time key and seals to this one. */
  JWEEncrypter sealer() throws JOSEException {
    return curve == SealingCurve.X25519 ? new X25519Sealer(this) : new OneTimeSealer(this);
  }

  /** A number of at most 256 bits as 32 bytes. */
  static byte[] coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[COORDINATE_SIZE];
    int length = Math.min(bytes.length, COORDINATE_SIZE);
    System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_SIZE - length, length);
    return fixed;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncryptionKey that
        && curve == that.curve
        && Arrays.equals(x, that.x)
        && Arrays.equals(y, that.y);
  }

  @Override
  public int hashCode() {
    return keyId.hashCode();
  }

  @Override
  public String toString() {
    return "EncryptionKey[" + keyId + "]";
  }
}
