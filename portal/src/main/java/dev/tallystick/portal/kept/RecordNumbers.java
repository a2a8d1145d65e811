package dev.tallystick.portal.kept;

import java.math.BigInteger;

/** Numbers of records, {@code rec_} and a UUID, as they are sorted. */
final class RecordNumbers {
  /** What a path with one looks like. */
  static final String ID = "{id:rec_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}";

  private static final String PREFIX = "rec_";
  private static final int HEX = 16;

  private RecordNumbers() {}

  /** The number just before another one; itself if there is none. */
  static String before(String id) {
    BigInteger number = new BigInteger(id.substring(PREFIX.length()).replace("-", ""), HEX);
    if (number.signum() == 0) {
      return id;
    }
    String digits = number.subtract(BigInteger.ONE).toString(HEX);
    String all = "0".repeat(2 * HEX - digits.length()) + digits;
    return PREFIX
        + String.join(
            "-",
            all.substring(0, 8),
            all.substring(8, 12),
            all.substring(12, 16),
            all.substring(16, 20),
            all.substring(20));
  }
}
