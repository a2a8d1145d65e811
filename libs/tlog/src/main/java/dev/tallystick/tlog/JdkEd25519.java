package dev.tallystick.tlog;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Ed25519 as java.security offers it, with raw keys instead of encoded ones. */
final class JdkEd25519 {
  static final String ALGORITHM = "Ed25519";
  static final int SIGNATURE_SIZE = 64;

  /** SubjectPublicKeyInfo (RFC 8410) up to the 32 bytes of the key. */
  private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private JdkEd25519() {}

  static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_SIZE) {
      return false;
    }
    try {
      Signature verification = Signature.getInstance(ALGORITHM);
      verification.initVerify(publicKey(publicKey));
      verification.update(message);
      return verification.verify(signature);
    } catch (GeneralSecurityException e) {
      // A key that is not a point, or a scalar out of range: RFC 8032 calls both an invalid
      // signature.
      return false;
    }
  }

  static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signing = Signature.getInstance(ALGORITHM);
      signing.initSign(key);
      signing.update(message);
      return signing.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is not available on this platform", e);
    }
  }

  private static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
    byte[] encoded = new byte[SPKI_PREFIX.length + raw.length];
    System.arraycopy(SPKI_PREFIX, 0, encoded, 0, SPKI_PREFIX.length);
    System.arraycopy(raw, 0, encoded, SPKI_PREFIX.length, raw.length);
    return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
  }
}
