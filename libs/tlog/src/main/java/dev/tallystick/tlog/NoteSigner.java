package dev.tallystick.tlog;

/**
 * A key that signs notes under its name.
 *
 * <p>Callers may use one signer from several threads. Implementers answer with the same key id for
 * ever, and with the bytes that follow the key id on the signature line.
 */
public interface NoteSigner {
  /** The name on the signature line; for a log, its origin. */
  String name();

  /** The id of the key, as its {@link VerifierKey} has it. */
  int keyId();

  /** Returns the signature over these bytes, the text of a note. */
  byte[] sign(byte[] message);

  /**
   * Returns the signer of Ed25519 notes (type 0x01) that computes its signatures with {@code
   * signing}, whose public key is given.
   *
   * @throws IllegalArgumentException if the name cannot be that of a key or the key is not 32 bytes
   */
  static NoteSigner ed25519(String name, byte[] publicKey, Ed25519Signing signing) {
    return new Ed25519NoteSigner(VerifierKey.of(name, SignatureType.ED25519, publicKey), signing);
  }

  /** Returns the signer of Ed25519 notes (type 0x01) with this key of the JDK. */
  static NoteSigner ed25519(String name, Ed25519Key key) {
    return ed25519(name, key.publicKey(), key);
  }
}
