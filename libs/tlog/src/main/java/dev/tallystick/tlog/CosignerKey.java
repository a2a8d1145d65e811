package dev.tallystick.tlog;

/**
 * A name and a seed: the secret from which a witness cosigns; as text {@code
 * PRIVATE+KEY+name+keyid+base64}, like a {@link SignerKey} but of type 0x04.
 *
 * <p>{@code toString} does not show the seed; {@link #toSecretText} does.
 */
public final class CosignerKey {
  private final byte[] seed;
  private final Cosigner cosigner;

  private CosignerKey(String name, byte[] seed) {
    this.seed = seed;
    this.cosigner = Cosigner.ed25519(name, Ed25519Key.fromSeed(seed));
  }

  /**
   * Returns the key of this name and seed; for a new key, 32 bytes from a {@link
   * java.security.SecureRandom}. The array is copied.
   *
   * @throws IllegalArgumentException if the name cannot be that of a key
   */
  public static CosignerKey fromSeed(String name, byte[] seed) {
    return new CosignerKey(name, seed.clone());
  }

  /**
   * Reads a key as {@link #toSecretText} writes it.
   *
   * @throws MalformedNoteKeyException if the text is anything else; the message does not show it
   */
  public static CosignerKey parse(String skey) throws MalformedNoteKeyException {
    KeyText text = KeyText.parseSecret(skey, SignatureType.COSIGNATURE_V1);
    CosignerKey key = new CosignerKey(text.name(), text.key());
    text.requireKeyId(key.verifierKey().keyId());
    return key;
  }

  /** Returns the public half, for those who trust this witness. */
  public VerifierKey verifierKey() {
    return cosigner.verifierKey();
  }

  /** Returns the cosigner with this key, which uses the JDK's Ed25519. */
  public Cosigner cosigner() {
    return cosigner;
  }

  /** Returns the key's text, the secret included. */
  public String toSecretText() {
    return KeyText.formatSecret(verifierKey(), seed);
  }

  @Override
  public String toString() {
    return "CosignerKey[" + verifierKey().name() + ", redacted]";
  }
}
