package dev.tallystick.tlog;

/** Decimal numbers in the one spelling that the formats allow: ASCII digits, no leading zero. */
final class Decimal {
  private Decimal() {}

  static boolean isCanonical(String text) {
    if (text.isEmpty() || (text.length() > 1 && text.charAt(0) == '0')) {
      return false;
    }
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
