package dev.tallystick.keys;

import dev.tallystick.keys.EdwardsPoint.Addend;

/**
 * The multiples of a point that every multiplication of it needs, made once.
 *
 * <p>A scalar is written with odd digits of either sign, few of which are not zero, and cut into
 * pieces of as many bits as there are levels; for each piece the odd multiples of the point's
 * 2^(levels i)-fold are here. All pieces, and those of other points, share a doubling a level
 * (Straus's method): more pieces are more to make and to keep, and less to double. Immutable and
 * safe for use by several threads.
 */
final class PointMultiples {
  /** As many levels make one piece. */
  static final int BITS = 256;

  private final int width;
  private final int levels;
  private final Addend[][] odd;

  /**
   * Makes them.
   *
   * @param point is used up
   * @param width how many bits a digit spans: each more makes the table twice as large
   * @param levels a divisor of {@link #BITS}
   */
  PointMultiples(EdwardsPoint point, int width, int levels) {
    this.width = width;
    this.levels = levels;
    this.odd = new Addend[BITS / levels][];
    for (int piece = 0; piece < odd.length; piece++) {
      Addend[] row = new Addend[1 << (width - 2)];
      row[0] = point.toAddend();
      point.twice();
      Addend two = point.toAddend();
      EdwardsPoint multiple = EdwardsPoint.neutral();
      multiple.add(row[0], false);
      for (int i = 1; i < row.length; i++) {
        multiple.add(two, false);
        row[i] = multiple.toAddend();
      }
      odd[piece] = row;
      for (int i = 1; i < levels && piece < odd.length - 1; i++) {
        point.twice();
      }
    }
  }

  /** How many doublings a multiplication takes. */
  int levels() {
    return levels;
  }

  /**
   * The digits of a scalar, one for each bit and most of them zero: the sum of digit times 2^place
   * is the scalar.
   *
   * @param scalar below 2^253, the least byte first
   */
  byte[] digits(byte[] scalar) {
    byte[] digits = new byte[BITS];
    int carry = 0;
    int place = 0;
    while (place < BITS) {
      if (bits(scalar, place, 1) == carry) {
        place++;
        continue;
      }
      int window = bits(scalar, place, width) + carry;
      carry = window >>> (width - 1);
      digits[place] = (byte) (window - (carry << width));
      place += width;
    }
    return digits;
  }

  private static int bits(byte[] scalar, int from, int count) {
    int bits = 0;
    for (int i = 0; i < count && from + i < BITS; i++) {
      int place = from + i;
      bits |= ((scalar[place >>> 3] >>> (place & 7)) & 1) << i;
    }
    return bits;
  }

  /**
   * Adds what the pieces have at a level. Levels are gone down from the highest that any of the
   * points has, and the sum is doubled before each.
   */
  void addTo(EdwardsPoint sum, byte[] digits, int level) {
    if (level >= levels) {
      return;
    }
    for (int piece = 0; piece < odd.length; piece++) {
      int digit = digits[piece * levels + level];
      if (digit != 0) {
        sum.add(odd[piece][Math.abs(digit) >>> 1], digit < 0);
      }
    }
  }
}
