package dev.tallystick.tlog;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One signature line of a note: whose it claims to be, and its bytes.
 *
 * <p>Immutable. That the line can be read says nothing about whether the signature verifies.
 */
public final class NoteSignature {
  private static final String DASH = "\u2014 ";

  private final String name;
  private final int keyId;
  private final byte[] bytes;

  private NoteSignature(String name, int keyId, byte[] bytes) {
    this.name = name;
    this.keyId = keyId;
    this.bytes = bytes;
  }

  /**
   * Returns the line of this key with a copy of these signature bytes.
   *
   * @throws IllegalArgumentException if the name cannot be that of a key or there are no bytes
   */
  public static NoteSignature of(String name, int keyId, byte[] bytes) {
    if (!NoteText.isKeyName(name)) {
      throw new IllegalArgumentException("not a key name: empty, or with a space or a plus sign");
    }
    if (bytes.length == 0) {
      throw new IllegalArgumentException("a signature without bytes");
    }
    return new NoteSignature(name, keyId, bytes.clone());
  }

  /**
   * Reads a line as {@link #toString} writes it, without a newline.
   *
   * @throws MalformedNoteException if the text is anything else
   */
  public static NoteSignature parse(String line) throws MalformedNoteException {
    if (!line.startsWith(DASH)) {
      throw new MalformedNoteException(
          "a signature line does not begin with an em dash and a space");
    }
    String[] parts = line.substring(DASH.length()).split(" ", -1);
    if (parts.length != 2) {
      throw new MalformedNoteException("a signature line is not a name, a space and base64");
    }
    if (!NoteText.isKeyName(parts[0])) {
      throw new MalformedNoteException("a signature has no proper key name");
    }
    byte[] bytes =
        StrictBase64.decode(parts[1])
            .orElseThrow(() -> new MalformedNoteException("a signature is not canonical base64"));
    if (bytes.length <= Integer.BYTES) {
      throw new MalformedNoteException("a signature is too short");
    }
    int keyId = ByteBuffer.wrap(bytes).getInt();
    return new NoteSignature(
        parts[0], keyId, Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
  }

  /** The name of the key that is said to have signed. */
  public String name() {
    return name;
  }

  /** The id of the key that is said to have signed. */
  public int keyId() {
    return keyId;
  }

  /** Returns a copy of the bytes after the key id. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteSignature that
        && keyId == that.keyId
        && name.equals(that.name)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * keyId + Arrays.hashCode(bytes);
  }

  /** Returns the line without a newline. */
  @Override
  public String toString() {
    ByteBuffer payload = ByteBuffer.allocate(Integer.BYTES + bytes.length);
    payload.putInt(keyId).put(bytes);
    return DASH + name + " " + StrictBase64.encode(payload.array());
  }
}
