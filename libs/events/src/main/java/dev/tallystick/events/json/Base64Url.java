package dev.tallystick.events.json;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64url without padding (RFC 4648 §5), in the one spelling of each value. */
public final class Base64Url {
  private static final int LENGTH_OF_32_BYTES = 43;

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Reads 32 bytes, or null if the text is not exactly what {@link #encode} gives for them. */
  public static byte @Nullable [] decode32(String text) {
    if (text.length() != LENGTH_OF_32_BYTES) {
      return null;
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
    // The last character has two bits to spare; the decoder does not look at them.
    return encode(bytes).equals(text) ? bytes : null;
  }
}
