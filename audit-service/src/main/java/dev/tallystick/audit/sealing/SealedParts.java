package dev.tallystick.audit.sealing;

import dev.tallystick.audit.storage.OpeningKeyId;

/**
 * Body and internal part of one event, sealed, with the key they are sealed under. The array
 * belongs to it.
 */
public final class SealedParts {
  private final OpeningKeyId keyId;
  private final byte[] bytes;

  SealedParts(OpeningKeyId keyId, byte[] bytes) {
    this.keyId = keyId;
    this.bytes = bytes;
  }

  /** The key. */
  public OpeningKeyId keyId() {
    return keyId;
  }

  /** The sealed bytes; only to be read. */
  public byte[] bytes() {
    return bytes;
  }

  /** Their number. */
  public int length() {
    return bytes.length;
  }
}
