package dev.tallystick.tlog;

/**
 * A witness's key that cosigns checkpoints with the time (c2sp.org/tlog-cosignature, type 0x04).
 *
 * <p>It signs what it is given. That the checkpoint extends all earlier ones, and that this is
 * durable before the cosignature leaves, is for the witness to see to.
 */
public final class Cosigner {
  private final VerifierKey key;
  private final Ed25519Signing signing;

  private Cosigner(VerifierKey key, Ed25519Signing signing) {
    this.key = key;
    this.signing = signing;
  }

  /**
   * Returns the cosigner that computes its signatures with {@code signing}, whose public key is
   * given.
   *
   * @throws IllegalArgumentException if the name cannot be that of a key or the key is not 32 bytes
   */
  public static Cosigner ed25519(String name, byte[] publicKey, Ed25519Signing signing) {
    return new Cosigner(VerifierKey.of(name, SignatureType.COSIGNATURE_V1, publicKey), signing);
  }

  /** Returns the cosigner with this key of the JDK. */
  public static Cosigner ed25519(String name, Ed25519Key key) {
    return ed25519(name, key.publicKey(), key);
  }

  /** The public half, for those who trust this witness. */
  public VerifierKey verifierKey() {
    return key;
  }

  /** Returns the signature line that says this checkpoint was seen at this time. */
  public NoteSignature cosign(Checkpoint checkpoint, long posixSeconds) {
    byte[] signature = signing.sign(Cosignature.message(posixSeconds, checkpoint.body()));
    return NoteSignature.of(key.name(), key.keyId(), Cosignature.bytes(posixSeconds, signature));
  }

  @Override
  public String toString() {
    return "Cosigner[" + key + "]";
  }
}
