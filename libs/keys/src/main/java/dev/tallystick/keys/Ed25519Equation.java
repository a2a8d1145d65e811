package dev.tallystick.keys;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The equation of RFC 8032, section 5.1.7, for one key: [8][S]B = [8]R + [8][k]A, with S below the
 * group's order and R in its one encoding, as Bouncy Castle checks it.
 *
 * <p>Of a key that is seen again and again the multiples are kept, since the same few keys sign
 * nearly everything. Safe for use by several threads.
 */
final class Ed25519Equation {
  private static final BigInteger ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /** So many levels that making the multiples pays after a few signatures. */
  private static final int LEVELS = 32;

  private static final int FEW = 3;
  private static final int WIDTH = 5;

  /** About 60 KiB, for all keys. */
  private static final PointMultiples BASE = new PointMultiples(basePoint(), WIDTH + 2, LEVELS);

  private final byte[] key;

  /** Of the point opposite to the key, so that subtracting it is adding; 2 KiB, later 16 KiB. */
  private volatile PointMultiples minusKey;

  /** A race miscounts, which costs nothing but time. */
  private int seen;

  /**
   * The equation of a key.
   *
   * @param key of the prime-order group, which the caller has checked
   */
  Ed25519Equation(byte[] key) {
    this.key = key;
    this.minusKey = multiples(PointMultiples.BITS);
  }

  private PointMultiples multiples(int levels) {
    return new PointMultiples(EdwardsPoint.decode(key).negate(), WIDTH, levels);
  }

  private PointMultiples minusKey() {
    PointMultiples known = minusKey;
    if (known.levels() != LEVELS && ++seen > FEW) {
      known = multiples(LEVELS);
      minusKey = known;
    }
    return known;
  }

  /** The point with y = 4/5. */
  private static EdwardsPoint basePoint() {
    byte[] bytes = new byte[EdwardsPoint.SIZE];
    Arrays.fill(bytes, (byte) 0x66);
    bytes[0] = 0x58;
    return EdwardsPoint.decode(bytes);
  }

  /** Whether a signature of 64 bytes is the key's over the message. */
  boolean holds(byte[] message, byte[] signature) {
    byte[] s = Arrays.copyOfRange(signature, EdwardsPoint.SIZE, signature.length);
    if (number(s).compareTo(ORDER) >= 0) {
      return false;
    }
    PointMultiples ofKey = minusKey();
    byte[] digitsOfS = BASE.digits(s);
    byte[] digitsOfK = ofKey.digits(bytes(number(hash(message, signature)).mod(ORDER)));
    EdwardsPoint sum = EdwardsPoint.neutral();
    for (int level = ofKey.levels() - 1; level >= 0; level--) {
      sum.twice();
      BASE.addTo(sum, digitsOfS, level);
      ofKey.addTo(sum, digitsOfK, level);
    }
    byte[] r = Arrays.copyOf(signature, EdwardsPoint.SIZE);
    return Arrays.equals(sum.encode(), r) || differsBySmallOrder(sum, r);
  }

  /** Only somebody who signs otherwise than the RFC says comes here, and gets past. */
  private static boolean differsBySmallOrder(EdwardsPoint sum, byte[] r) {
    Optional<EdwardsPoint> point = EdwardsPoint.find(r);
    if (point.isEmpty()) {
      return false;
    }
    sum.add(point.get().toAddend(), true);
    sum.twice();
    sum.twice();
    sum.twice();
    return sum.isNeutral();
  }

  private byte[] hash(byte[] message, byte[] signature) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      digest.update(signature, 0, EdwardsPoint.SIZE);
      digest.update(key);
      return digest.digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-512", e);
    }
  }

  private static BigInteger number(byte[] leastFirst) {
    return new BigInteger(1, reversed(leastFirst, leastFirst.length));
  }

  /** 32 bytes, the least first. */
  private static byte[] bytes(BigInteger number) {
    return reversed(number.toByteArray(), EdwardsPoint.SIZE);
  }

  private static byte[] reversed(byte[] bytes, int length) {
    byte[] reversed = new byte[length];
    for (int i = 0; i < Math.min(length, bytes.length); i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
