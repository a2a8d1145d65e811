package dev.tallystick.tlog;

/**
 * The check of an Ed25519 signature (RFC 8032): where another library's faster check is plugged in.
 *
 * <p>Implementers answer false, and throw nothing, for keys and signatures of any form and length.
 * They may be called by several threads at once.
 */
@FunctionalInterface
public interface Ed25519Verification {
  /** Whether the signature over the message was made with the private half of this 32-byte key. */
  boolean verifies(byte[] publicKey, byte[] message, byte[] signature);

  /** The check that the JDK brings. */
  static Ed25519Verification jdk() {
    return JdkEd25519::verifies;
  }
}
