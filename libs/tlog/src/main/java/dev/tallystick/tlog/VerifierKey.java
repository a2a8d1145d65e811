package dev.tallystick.tlog;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A public key with the name it signs under; as text a <em>vkey</em>, {@code name+keyid+base64}.
 *
 * <p>Immutable. The key id is the one that c2sp.org/signed-note recommends; it tells keys apart and
 * proves nothing.
 */
public final class VerifierKey {
  private final String name;
  private final SignatureType type;
  private final byte[] publicKey;
  private final int keyId;

  private VerifierKey(String name, SignatureType type, byte[] publicKey) {
    this.name = name;
    this.type = type;
    this.publicKey = publicKey;
    this.keyId = keyId(name, type, publicKey);
  }

  /**
   * Returns the key with a copy of these bytes.
   *
   * @throws IllegalArgumentException if the name cannot be that of a key or the length is wrong
   */
  public static VerifierKey of(String name, SignatureType type, byte[] publicKey) {
    if (!NoteText.isKeyName(name)) {
      throw new IllegalArgumentException("not a key name: empty, or with a space or a plus sign");
    }
    if (publicKey.length != type.keySize()) {
      throw new IllegalArgumentException(
          "a key of type %s has %d bytes, not %d"
              .formatted(type, type.keySize(), publicKey.length));
    }
    return new VerifierKey(name, type, publicKey.clone());
  }

  /**
   * Reads a vkey as {@link #toString} writes it.
   *
   * @throws MalformedNoteKeyException if the text is anything else, or its key id is not that of
   *     the key
   */
  public static VerifierKey parse(String vkey) throws MalformedNoteKeyException {
    KeyText text = KeyText.parse(vkey);
    if (text.key().length != text.type().keySize()) {
      throw new MalformedNoteKeyException(
          "a key of type %s has %d bytes, not %d"
              .formatted(text.type(), text.type().keySize(), text.key().length));
    }
    VerifierKey key = new VerifierKey(text.name(), text.type(), text.key());
    text.requireKeyId(key.keyId);
    return key;
  }

  private static int keyId(String name, SignatureType type, byte[] publicKey) {
    byte[] middle = {'\n', type.id()};
    return Hash.sha256(NoteText.utf8(name), middle, publicKey).hashCode();
  }

  /** The name on the signature line; for a log, its origin. */
  public String name() {
    return name;
  }

  /** The first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key), big-endian. */
  public int keyId() {
    return keyId;
  }

  /** What kind of signature the key makes. */
  public SignatureType type() {
    return type;
  }

  /** Returns a copy of the public key's bytes: for Ed25519 the 32 of RFC 8032. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that
        && name.equals(that.name)
        && type == that.type
        && Arrays.equals(publicKey, that.publicKey);
  }

  @Override
  public int hashCode() {
    return keyId;
  }

  /** Returns the vkey. */
  @Override
  public String toString() {
    return KeyText.format(name, keyId, type, publicKey);
  }

  static String hex(int keyId) {
    return HexFormat.of().toHexDigits(keyId);
  }
}
