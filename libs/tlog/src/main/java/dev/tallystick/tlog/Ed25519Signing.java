package dev.tallystick.tlog;

/**
 * Ed25519 (RFC 8032) with a private key that stays inside: where another library's faster signing
 * is plugged in.
 *
 * <p>Implementers answer with the 64 bytes of the signature and may be called by several threads at
 * once.
 */
@FunctionalInterface
public interface Ed25519Signing {
  /** Returns the signature over the message. */
  byte[] sign(byte[] message);
}
