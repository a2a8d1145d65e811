package dev.tallystick.events;

/**
 * A set of ASCII characters. Asked for each character of each event, so it is two words of bits.
 */
final class CharSet {
  private final long low;
  private final long high;

  CharSet(String characters) {
    long lowBits = 0;
    long highBits = 0;
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      if (c < 64) {
        lowBits |= 1L << c;
      } else if (c < 128) {
        highBits |= 1L << (c - 64);
      } else {
        throw new IllegalArgumentException("ASCII only");
      }
    }
    low = lowBits;
    high = highBits;
  }

  /** Whether all characters from {@code from} to before {@code to} are in the set. */
  boolean holds(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!has(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the character is in the set. */
  boolean has(char c) {
    long bits = c < 64 ? low : c < 128 ? high : 0;
    return (bits >>> (c & 63) & 1) != 0;
  }
}
