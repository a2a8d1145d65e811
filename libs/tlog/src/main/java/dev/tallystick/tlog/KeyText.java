package dev.tallystick.tlog;

import java.util.Arrays;

/** The three parts of a key's text, {@code name+keyid+base64(type ‖ key)}, checked one by one. */
final class KeyText {
  private static final String SECRET = "PRIVATE+KEY+";

  private final String name;
  private final String keyId;
  private final SignatureType type;
  private final byte[] key;

  private KeyText(String name, String keyId, SignatureType type, byte[] key) {
    this.name = name;
    this.keyId = keyId;
    this.type = type;
    this.key = key;
  }

  static String format(String name, int keyId, SignatureType type, byte[] key) {
    byte[] typed = new byte[1 + key.length];
    typed[0] = type.id();
    System.arraycopy(key, 0, typed, 1, key.length);
    return name + "+" + VerifierKey.hex(keyId) + "+" + StrictBase64.encode(typed);
  }

  /** Returns the text of a seed, named after the key that it gives. */
  static String formatSecret(VerifierKey key, byte[] seed) {
    return SECRET + format(key.name(), key.keyId(), key.type(), seed);
  }

  /** Reads the text of a seed; no message shows it. */
  static KeyText parseSecret(String skey, SignatureType type) throws MalformedNoteKeyException {
    if (!skey.startsWith(SECRET)) {
      throw new MalformedNoteKeyException("a signer key begins with " + SECRET);
    }
    KeyText text = parse(skey.substring(SECRET.length()));
    if (text.type() != type) {
      throw new MalformedNoteKeyException(
          "a signer key is of type %s, not %s".formatted(type, text.type()));
    }
    if (text.key().length != Ed25519Key.SEED_SIZE) {
      throw new MalformedNoteKeyException(
          "an Ed25519 seed has %d bytes, not %d"
              .formatted(Ed25519Key.SEED_SIZE, text.key().length));
    }
    return text;
  }

  static KeyText parse(String text) throws MalformedNoteKeyException {
    String[] parts = text.split("\\+", 3);
    if (parts.length < 3) {
      throw new MalformedNoteKeyException("not of the form name+keyid+base64");
    }
    if (!NoteText.isKeyName(parts[0])) {
      throw new MalformedNoteKeyException("the name is empty or has a space");
    }
    byte[] typed =
        StrictBase64.decode(parts[2])
            .orElseThrow(() -> new MalformedNoteKeyException("the key is not canonical base64"));
    if (typed.length == 0) {
      throw new MalformedNoteKeyException("the key is empty");
    }
    SignatureType type =
        SignatureType.find(typed[0])
            .orElseThrow(
                () ->
                    new MalformedNoteKeyException(
                        "signature type 0x%02x is not known".formatted(typed[0])));
    return new KeyText(parts[0], parts[1], type, Arrays.copyOfRange(typed, 1, typed.length));
  }

  String name() {
    return name;
  }

  SignatureType type() {
    return type;
  }

  /** The key itself, not a copy; this object lives only while a key is being read. */
  byte[] key() {
    return key;
  }

  void requireKeyId(int expected) throws MalformedNoteKeyException {
    if (!keyId.equals(VerifierKey.hex(expected))) {
      throw new MalformedNoteKeyException(
          "the key id of this key is " + VerifierKey.hex(expected) + ", not " + keyId);
    }
  }
}
