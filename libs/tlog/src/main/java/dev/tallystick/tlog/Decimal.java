package dev.tallystick.tlog;

import java.util.OptionalLong;

/** Numbers from 0 to 2^63 - 1 in the one spelling that the formats allow. */
final class Decimal {
  private Decimal() {}

  /** Returns the number, or nothing if this is not the text that Java writes for it. */
  static OptionalLong parse(String text) {
    long number;
    try {
      number = Long.parseLong(text);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
    // The JDK takes a sign, leading zeros and the digits of other scripts as well.
    boolean isCanonical = number >= 0 && Long.toString(number).equals(text);
    return isCanonical ? OptionalLong.of(number) : OptionalLong.empty();
  }
}
