package dev.tallystick.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A data key that only a {@link Kms} unwraps, and only for its context: what a service stores
 * beside the data, and deletes to shred it.
 *
 * <p>Bytes: 0x01, the length of the key's name, the name, uint32 its version, then IV, ciphertext
 * and tag of 60 bytes. One text per value: what {@link #parse} accepts, {@link #toByteArray} gives
 * back.
 *
 * @param kek which key has wrapped it
 * @param wrapped IV, ciphertext and tag
 */
public record WrappedDataKey(KeyVersion kek, SealedValue wrapped) {
  private static final byte VERSION = 1;
  static final int WRAPPED_SIZE = Gcm.IV_SIZE + Secret.SIZE + Gcm.TAG_SIZE;

  public WrappedDataKey {
    if (wrapped.length() != WRAPPED_SIZE) {
      throw new IllegalArgumentException("a wrapped key has 60 bytes, not " + wrapped.length());
    }
  }

  /** Reads what {@link #toByteArray} has written. */
  public static WrappedDataKey parse(byte[] bytes) throws MalformedKeyException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.remaining() < 2 || in.get() != VERSION) {
      throw new MalformedKeyException("not a wrapped key of version 1");
    }
    int nameLength = Byte.toUnsignedInt(in.get());
    if (in.remaining() != nameLength + Integer.BYTES + WRAPPED_SIZE) {
      throw new MalformedKeyException("a wrapped key of another length");
    }
    String name = StandardCharsets.ISO_8859_1.decode(in.slice(2, nameLength)).toString();
    int version = in.getInt(2 + nameLength);
    byte[] wrapped = new byte[WRAPPED_SIZE];
    in.get(2 + nameLength + Integer.BYTES, wrapped);
    try {
      return new WrappedDataKey(
          new KeyVersion(new KeyName(name), version), SealedValue.takeOwnershipOf(wrapped));
    } catch (IllegalArgumentException e) {
      throw new MalformedKeyException("a wrapped key that names no key", e);
    }
  }

  /** The bytes to store. */
  public byte[] toByteArray() {
    byte[] name = kek.name().value().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(2 + name.length + Integer.BYTES + WRAPPED_SIZE)
        .put(VERSION)
        .put((byte) name.length)
        .put(name)
        .putInt(kek.version())
        .put(wrapped.bytes())
        .array();
  }

  @Override
  public String toString() {
    return "WrappedDataKey[" + kek + "]";
  }
}
