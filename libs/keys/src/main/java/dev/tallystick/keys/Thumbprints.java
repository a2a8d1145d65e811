package dev.tallystick.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** JWK thumbprints, RFC 7638: SHA-256 over the required members in their order. */
final class Thumbprints {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private Thumbprints() {}

  static String ofEd25519(byte[] x) {
    return of(jwkOfEd25519(x));
  }

  static String of(SealingCurve curve, byte[] x, byte[] y) {
    return of(jwk(curve, x, y));
  }

  /** RFC 8037, section 2: crv, kty, x. */
  static String jwkOfEd25519(byte[] x) {
    return "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + BASE64URL.encodeToString(x) + "\"}";
  }

  /** RFC 8037, section 2, or RFC 7638, section 3.2: crv, kty, x, and y on P-256. */
  static String jwk(SealingCurve curve, byte[] x, byte[] y) {
    return curve == SealingCurve.X25519
        ? "{\"crv\":\"X25519\",\"kty\":\"OKP\",\"x\":\"" + BASE64URL.encodeToString(x) + "\"}"
        : jwkOfP256(x, y);
  }

  private static String jwkOfP256(byte[] x, byte[] y) {
    return "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\""
        + BASE64URL.encodeToString(x)
        + "\",\"y\":\""
        + BASE64URL.encodeToString(y)
        + "\"}";
  }

  private static String of(String members) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return BASE64URL.encodeToString(sha256.digest(members.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
