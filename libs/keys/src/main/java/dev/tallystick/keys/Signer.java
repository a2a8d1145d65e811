package dev.tallystick.keys;

/**
 * Signs with Ed25519 (RFC 8032), without giving its key away.
 *
 * <p>Deterministic: the same message gets the same signature. Safe for threads.
 */
public interface Signer {
  /** The key that verifies what this signs. */
  VerificationKey verificationKey();

  /** The 64-byte signature of {@code message}. */
  byte[] sign(byte[] message);
}
