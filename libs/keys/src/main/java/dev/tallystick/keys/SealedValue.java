package dev.tallystick.keys;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A value that only its data key opens, and only in its context.
 *
 * <p>Bytes: 0x01, a random 96-bit IV, the AES-256-GCM ciphertext, its 128-bit tag; 29 bytes longer
 * than the value. Or, if it was {@linkplain DataKey#sealCommitted sealed to its key alone}, 0x02,
 * the 32 bytes that the key commits to itself with, and IV, ciphertext and tag; 61 bytes longer.
 * Any bytes make a {@code SealedValue}; whether they hold shows in {@link DataKey#open}. The length
 * of the value is not hidden.
 */
public final class SealedValue {
  static final byte VERSION = 1;
  static final byte COMMITTED = 2;

  /** How much longer a sealed value is than its plaintext. */
  public static final int OVERHEAD = 1 + Gcm.IV_SIZE + Gcm.TAG_SIZE;

  /** The same for a value that commits to its key. */
  public static final int COMMITTED_OVERHEAD = OVERHEAD + DerivedKeys.COMMITMENT_SIZE;

  private final byte[] bytes;

  private SealedValue(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The sealed value of stored bytes, which the caller may go on using. */
  public static SealedValue copyOf(byte[] bytes) {
    return new SealedValue(bytes.clone());
  }

  /** The sealed value of stored bytes, which the caller no longer changes. */
  public static SealedValue takeOwnershipOf(byte[] bytes) {
    return new SealedValue(bytes);
  }

  /** The bytes to store. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** The number of bytes to store. */
  public int length() {
    return bytes.length;
  }

  /** Copies the bytes to store into {@code target}, from {@code at} on. */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, bytes.length);
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedValue that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    int shown = Math.min(bytes.length, 1 + Gcm.IV_SIZE);
    return "SealedValue["
        + bytes.length
        + " bytes, "
        + HexFormat.of().formatHex(bytes, 0, shown)
        + "…]";
  }
}
