package dev.tallystick.tlog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * A SHA-256 value: 32 bytes that never change, compared by content.
 *
 * <p>Comparison is not constant-time; what a log publishes is no secret.
 */
public final class Hash implements Comparable<Hash> {
  /** The length of every hash, in bytes. */
  public static final int SIZE = 32;

  // By hand: audits read and write some ten of them an entry.
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the hash with a copy of these 32 bytes. */
  public static Hash copyOf(byte[] bytes) {
    requireSize(bytes.length);
    return new Hash(bytes.clone());
  }

  /** Returns the hash with a copy of the 32 bytes that begin at {@code offset}. */
  public static Hash copyOf(byte[] bytes, int offset) {
    if (offset < 0 || bytes.length - offset < SIZE) {
      throw new IllegalArgumentException(
          "no " + SIZE + " bytes at offset " + offset + " of " + bytes.length);
    }
    return new Hash(Arrays.copyOfRange(bytes, offset, offset + SIZE));
  }

  /** Returns the hash with these very 32 bytes; the caller must not touch the array again. */
  public static Hash takeOwnershipOf(byte[] bytes) {
    requireSize(bytes.length);
    return new Hash(bytes);
  }

  /** Returns SHA-256 over the parts, joined. */
  public static Hash sha256(byte[]... parts) {
    MessageDigest digest = Sha256.start();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return new Hash(digest.digest());
  }

  /**
   * Reads 64 lower-case hexadecimal digits.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Hash fromHex(String hex) {
    if (hex.length() != 2 * SIZE) {
      throw new IllegalArgumentException(
          "a hash is " + 2 * SIZE + " hexadecimal digits, not " + hex.length());
    }
    byte[] bytes = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      bytes[i] = (byte) (digit(hex.charAt(2 * i)) << 4 | digit(hex.charAt(2 * i + 1)));
    }
    return new Hash(bytes);
  }

  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
      return c - 'a' + 10;
    }
    throw new IllegalArgumentException("a hash is written in lower-case hexadecimal digits");
  }

  /**
   * Reads standard base64 with padding, in the one spelling that {@link #base64} writes.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Hash fromBase64(String base64) {
    byte[] bytes =
        StrictBase64.decode(base64)
            .orElseThrow(() -> new IllegalArgumentException("not canonical base64"));
    requireSize(bytes.length);
    return new Hash(bytes);
  }

  private static void requireSize(int length) {
    if (length != SIZE) {
      throw new IllegalArgumentException("a hash has " + SIZE + " bytes, not " + length);
    }
  }

  /** Returns 64 lower-case hexadecimal digits. */
  public String hex() {
    byte[] text = new byte[2 * SIZE];
    for (int i = 0; i < SIZE; i++) {
      text[2 * i] = DIGITS[bytes[i] >> 4 & 0xf];
      text[2 * i + 1] = DIGITS[bytes[i] & 0xf];
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Returns standard base64 with padding: 44 characters. */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Returns a copy of the 32 bytes. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** Copies the 32 bytes into {@code destination}, beginning at {@code offset}. */
  public void copyTo(byte[] destination, int offset) {
    System.arraycopy(bytes, 0, destination, offset, SIZE);
  }

  /** Feeds the 32 bytes to {@code digest}, without a copy. */
  public void updateInto(MessageDigest digest) {
    digest.update(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  /** The first four bytes: a hash needs no mixing. */
  @Override
  public int hashCode() {
    return bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
  }

  /** Orders by the bytes, unsigned. */
  @Override
  public int compareTo(Hash other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
