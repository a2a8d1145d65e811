package dev.tallystick.fuzz;

import java.nio.charset.StandardCharsets;

/** A genuine text, bent as the fuzzer says: a place, and what stands there instead. */
final class Bent {
  private Bent() {}

  /** The text with the input's bytes written over it; the input as it is when it is long. */
  static String of(String genuine, byte[] input) {
    if (input.length < 3 || input.length > 64) {
      return new String(input, StandardCharsets.ISO_8859_1);
    }
    int at = Math.floorMod((input[0] & 0xff) << 8 | (input[1] & 0xff), genuine.length());
    StringBuilder bent = new StringBuilder(genuine);
    String over = new String(input, 2, input.length - 2, StandardCharsets.ISO_8859_1);
    return bent.replace(at, Math.min(at + over.length(), genuine.length()), over).toString();
  }
}
