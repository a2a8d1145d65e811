package dev.tallystick.tlog;

import java.util.Arrays;

/**
 * A name and a seed: the secret from which a log signs; as text a <em>skey</em> in the form of
 * golang.org/x/mod/sumdb/note, {@code PRIVATE+KEY+name+keyid+base64}.
 *
 * <p>{@code toString} does not show the seed; {@link #toSecretText} does.
 */
public final class SignerKey {
  private final String name;
  private final byte[] seed;
  private final Ed25519Key key;
  private final VerifierKey verifierKey;

  private SignerKey(String name, byte[] seed) {
    this.name = name;
    this.seed = seed;
    this.key = Ed25519Key.fromSeed(seed);
    this.verifierKey = VerifierKey.of(name, SignatureType.ED25519, key.publicKey());
  }

  /**
   * Returns the key of this name and seed; for a new key, 32 bytes from a {@link
   * java.security.SecureRandom}. The array is copied.
   */
  public static SignerKey fromSeed(String name, byte[] seed) {
    return new SignerKey(name, seed.clone());
  }

  /**
   * Reads a skey as {@link #toSecretText} writes it.
   *
   * @throws MalformedNoteKeyException if the text is anything else; the message does not show it
   */
  public static SignerKey parse(String skey) throws MalformedNoteKeyException {
    KeyText text = KeyText.parseSecret(skey, SignatureType.ED25519);
    SignerKey key = new SignerKey(text.name(), text.key());
    text.requireKeyId(key.verifierKey.keyId());
    return key;
  }

  /** Returns the public half. */
  public VerifierKey verifierKey() {
    return verifierKey;
  }

  /** Returns a signer that uses the JDK's Ed25519. */
  public NoteSigner signer() {
    return NoteSigner.ed25519(name, key);
  }

  /** Returns the skey, the secret included. */
  public String toSecretText() {
    return KeyText.formatSecret(verifierKey, seed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignerKey that
        && name.equals(that.name)
        && Arrays.equals(seed, that.seed);
  }

  @Override
  public int hashCode() {
    return verifierKey.hashCode();
  }

  @Override
  public String toString() {
    return "SignerKey[" + name + ", redacted]";
  }
}
