package dev.tallystick.bench.decision;

import java.util.Locale;

/**
 * The persons and their consents, by number. Nothing is kept: whatever is asked for is computed
 * from its number, and looks as random as it would be.
 *
 * @param subjects how many persons
 * @param consents how many consents they have given in all
 */
record Crowd(long subjects, long consents) {
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final String LAST = "aeimquy4";
  private static final int TOKEN = 25;

  Crowd {
    if (subjects < 1 || consents < subjects) {
      throw new IllegalArgumentException("every person has a consent at least");
    }
  }

  /** The token of a person. */
  String subject(long number) {
    StringBuilder token = new StringBuilder("sub_");
    long bits = mixed(number + 0x5eed);
    for (int i = 0; i < TOKEN; i++) {
      if (i == 12) {
        bits = mixed(number + 0xfeed_beefL);
      }
      token.append(BASE32.charAt((int) (bits & 31)));
      bits >>>= 5;
    }
    return token.append(LAST.charAt((int) (mixed(number) & 7))).toString();
  }

  /** Whose a consent is: persons give one after the other, round and round. */
  long giverOf(long consent) {
    return consent % subjects;
  }

  /** Which of a person's consents it is, from 0. */
  int rank(long consent) {
    return (int) (consent / subjects);
  }

  /** A UUIDv7 of its own for each number and use. */
  static String uuid(long number, int use) {
    long random = mixed(number * 8 + use);
    return String.format(
        Locale.ROOT,
        "019c%04x-%04x-7%03x-%x%03x-%012x",
        (number >>> 16) & 0xffff,
        number & 0xffff,
        (random >>> 52) & 0xfff,
        8 + (use & 3),
        (random >>> 40) & 0xfff,
        mixed(random) & 0xffff_ffff_ffffL);
  }

  /** SplitMix64: spreads neighbouring numbers over all bits. */
  private static long mixed(long number) {
    long z = number * 0x9E3779B97F4A7C15L + 0x7F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
