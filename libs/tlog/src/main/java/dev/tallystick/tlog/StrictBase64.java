package dev.tallystick.tlog;

import java.util.Base64;
import java.util.Optional;

/** Standard base64 (RFC 4648 section 4) with exactly one text for each value. */
final class StrictBase64 {
  private StrictBase64() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * Returns the bytes, or nothing if this is not the text that {@link #encode} writes for them. The
   * JDK's decoder takes missing padding and stray bits at the end as well.
   */
  static Optional<byte[]> decode(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
  }
}
