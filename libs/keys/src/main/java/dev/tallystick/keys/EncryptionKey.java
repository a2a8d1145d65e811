package dev.tallystick.keys;

import com.nimbusds.jose.crypto.utils.ECChecks;
import com.nimbusds.jose.jwk.Curve;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;

/**
 * A P-256 public key to which payloads are sealed: a point of the curve, checked. Equal by its
 * coordinates.
 */
public final class EncryptionKey {
  /** The length of a coordinate. */
  static final int COORDINATE_SIZE = 32;

  private final ECPublicKey point;
  private final String keyId;

  private EncryptionKey(ECPublicKey point) {
    this.point = point;
    this.keyId = Thumbprints.ofP256(x(), y());
  }

  /** The key of these coordinates of 32 bytes. */
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
    try {
      return new EncryptionKey(
          (ECPublicKey)
              KeyFactory.getInstance("EC")
                  .generatePublic(new ECPublicKeySpec(new ECPoint(xNumber, yNumber), curve)));
    } catch (GeneralSecurityException e) {
      throw new MalformedKeyException("not a key of P-256", e);
    }
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
   * The public JWK with the members that identify it: {@code crv}, {@code kty}, {@code x}, {@code
   * y}.
   */
  public String toJwk() {
    return Thumbprints.jwkOfP256(x(), y());
  }

  /** The JWK thumbprint (RFC 7638 with SHA-256, base64url), which is the key's {@code kid}. */
  public String keyId() {
    return keyId;
  }

  byte[] x() {
    return coordinate(point.getW().getAffineX());
  }

  byte[] y() {
    return coordinate(point.getW().getAffineY());
  }

  ECPublicKey point() {
    return point;
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
        && Arrays.equals(x(), that.x())
        && Arrays.equals(y(), that.y());
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
