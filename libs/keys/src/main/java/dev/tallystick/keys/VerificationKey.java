package dev.tallystick.keys;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 public key (RFC 8032): 32 bytes that are a point of the curve, and not one of small
 * order. Equal by its bytes.
 */
public final class VerificationKey {
  /** The length of the key. */
  public static final int SIZE = Ed25519.PUBLIC_KEY_SIZE;

  /** The length of a signature. */
  public static final int SIGNATURE_SIZE = Ed25519.SIGNATURE_SIZE;

  private final byte[] bytes;
  private final Ed25519PublicKeyParameters point;
  private final String keyId;

  private VerificationKey(byte[] bytes) {
    this.bytes = bytes;
    this.point = new Ed25519PublicKeyParameters(bytes, 0);
    this.keyId = Thumbprints.ofEd25519(bytes);
  }

  /** The key of these bytes, checked. */
  public static VerificationKey copyOf(byte[] bytes) throws MalformedKeyException {
    if (bytes.length != SIZE) {
      throw new MalformedKeyException("an Ed25519 public key has 32 bytes");
    }
    if (!Ed25519.validatePublicKeyFull(bytes, 0)) {
      throw new MalformedKeyException("not a point of Ed25519's prime-order group");
    }
    return new VerificationKey(bytes.clone());
  }

  /**
   * Reads a public JWK (RFC 8037).
   *
   * @throws MalformedKeyException if it is another kind of key, not sound, private, or if a {@code
   *     kid} in it is not the thumbprint
   */
  public static VerificationKey parse(String jwk) throws MalformedKeyException {
    return Jwks.parse(
        jwk, PartyPublicKeys.MAX_LENGTH, members -> Jwks.verificationKey(members, false));
  }

  /** The public JWK with the members that identify it: {@code crv}, {@code kty}, {@code x}. */
  public String toJwk() {
    return Thumbprints.jwkOfEd25519(bytes);
  }

  /** The key of a seed of ours, which needs no check. */
  static VerificationKey of(Ed25519PublicKeyParameters point) {
    return new VerificationKey(point.getEncoded());
  }

  /**
   * Whether {@code signature} is this key's over {@code message}, by the equation of RFC 8032 with
   * the cofactor, as Bouncy Castle has it, and S below the group's order. False for anything else,
   * whatever is wrong with it.
   */
  public boolean verifies(byte[] message, byte[] signature) {
    return signature.length == SIGNATURE_SIZE
        && point.verify(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
  }

  /** The 32 bytes of RFC 8032. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** The JWK thumbprint (RFC 7638 with SHA-256, base64url), which is the key's {@code kid}. */
  public String keyId() {
    return keyId;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerificationKey that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "VerificationKey[" + HexFormat.of().formatHex(bytes) + "]";
  }
}
