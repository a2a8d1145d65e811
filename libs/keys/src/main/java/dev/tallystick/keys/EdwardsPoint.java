package dev.tallystick.keys;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * A point of edwards25519 that is computed with: the formulas of RFC 8032, section 5.1.4, over
 * Bouncy Castle's field. It changes in place, and how long that takes depends on the operands, so
 * it is for public values only. Not safe for use by several threads.
 */
final class EdwardsPoint {
  static final int SIZE = 32;

  private static final int SIGN_BIT = 0x80;
  private static final int[] D = d();
  private static final int[] D2 = twice(D);

  // The point is (x/z, y/z). The RFC's fourth coordinate is u*v, multiplied only when it is needed.
  private final int[] x = X25519Field.create();
  private final int[] y = X25519Field.create();
  private final int[] z = X25519Field.create();
  private final int[] u = X25519Field.create();
  private final int[] v = X25519Field.create();

  private final int[] a = X25519Field.create();
  private final int[] b = X25519Field.create();
  private final int[] c = X25519Field.create();
  private final int[] f = X25519Field.create();
  private final int[] g = X25519Field.create();

  private EdwardsPoint() {}

  /** A point in the form in which it is added to others; does not change. */
  static final class Addend {
    private final int[] sum = X25519Field.create();
    private final int[] difference = X25519Field.create();
    private final int[] z2 = X25519Field.create();
    private final int[] t2d = X25519Field.create();
  }

  private static int[] d() {
    int[] denominator = X25519Field.create();
    X25519Field.one(denominator);
    X25519Field.mul(denominator, 121_666, denominator);
    X25519Field.inv(denominator, denominator);
    int[] d = X25519Field.create();
    X25519Field.mul(denominator, 121_665, d);
    X25519Field.negate(d, d);
    X25519Field.normalize(d);
    return d;
  }

  private static int[] twice(int[] number) {
    int[] sum = X25519Field.create();
    X25519Field.add(number, number, sum);
    X25519Field.normalize(sum);
    return sum;
  }

  /** The neutral element. */
  static EdwardsPoint neutral() {
    EdwardsPoint point = new EdwardsPoint();
    X25519Field.one(point.y);
    X25519Field.one(point.z);
    X25519Field.one(point.v);
    return point;
  }

  /**
   * The point that these 32 bytes stand for.
   *
   * @throws IllegalArgumentException if they stand for none
   */
  static EdwardsPoint decode(byte[] bytes) {
    return find(bytes).orElseThrow(() -> new IllegalArgumentException("no point of the curve"));
  }

  /** The point whose encoding these 32 bytes are (RFC 8032, section 5.1.3), if they are one. */
  static Optional<EdwardsPoint> find(byte[] bytes) {
    EdwardsPoint point = new EdwardsPoint();
    X25519Field.decode255(bytes, point.y);
    X25519Field.sqr(point.y, point.a);
    X25519Field.mul(D, point.a, point.b);
    X25519Field.subOne(point.a);
    X25519Field.addOne(point.b);
    if (!X25519Field.sqrtRatioVar(point.a, point.b, point.x)) {
      return Optional.empty();
    }
    X25519Field.normalize(point.x);
    boolean odd = (bytes[SIZE - 1] & SIGN_BIT) != 0;
    if (odd != isOdd(point.x)) {
      point.negateX();
    }
    point.affine();
    // A y beyond the field, and a sign of x = 0, have another encoding, which is the right one.
    return Arrays.equals(point.encode(), bytes) ? Optional.of(point) : Optional.empty();
  }

  private static boolean isOdd(int[] normalized) {
    return (normalized[0] & 1) != 0;
  }

  private void negateX() {
    X25519Field.negate(x, x);
    X25519Field.normalize(x);
  }

  private EdwardsPoint affine() {
    X25519Field.one(z);
    X25519Field.copy(x, 0, u, 0);
    X25519Field.copy(y, 0, v, 0);
    return this;
  }

  /** Turns a decoded point into the one opposite. */
  EdwardsPoint negate() {
    negateX();
    return affine();
  }

  /** Doubles it. */
  void twice() {
    X25519Field.add(x, y, c);
    X25519Field.sqr(c, c);
    X25519Field.sqr(x, a);
    X25519Field.sqr(y, b);
    X25519Field.apm(a, b, v, g);
    X25519Field.sub(v, c, u);
    X25519Field.sqr(z, f);
    X25519Field.add(f, f, f);
    X25519Field.add(f, g, f);
    X25519Field.carry(f);
    multiply();
  }

  /** Adds another point, or what is opposite to it. */
  void add(Addend other, boolean negative) {
    X25519Field.apm(y, x, b, a);
    X25519Field.mul(a, negative ? other.sum : other.difference, a);
    X25519Field.mul(b, negative ? other.difference : other.sum, b);
    X25519Field.mul(u, v, c);
    X25519Field.mul(c, other.t2d, c);
    X25519Field.mul(z, other.z2, z);
    X25519Field.apm(b, a, v, u);
    X25519Field.apm(z, c, negative ? f : g, negative ? g : f);
    multiply();
  }

  /** The last step of both formulas, where u and v are their E and H. */
  private void multiply() {
    X25519Field.mul(u, f, x);
    X25519Field.mul(g, v, y);
    X25519Field.mul(f, g, z);
  }

  boolean isNeutral() {
    X25519Field.sub(y, z, a);
    X25519Field.normalize(a);
    X25519Field.copy(x, 0, b, 0);
    X25519Field.normalize(b);
    return X25519Field.isZeroVar(a) && X25519Field.isZeroVar(b);
  }

  Addend toAddend() {
    Addend addend = new Addend();
    X25519Field.apm(y, x, addend.sum, addend.difference);
    X25519Field.add(z, z, addend.z2);
    X25519Field.mul(u, v, addend.t2d);
    X25519Field.mul(addend.t2d, D2, addend.t2d);
    return addend;
  }

  /** The 32 bytes that stand for the point; there is one text for each. */
  byte[] encode() {
    X25519Field.invVar(z, a);
    X25519Field.mul(x, a, b);
    X25519Field.mul(y, a, c);
    X25519Field.normalize(b);
    X25519Field.normalize(c);
    byte[] bytes = new byte[SIZE];
    X25519Field.encode(c, bytes, 0);
    bytes[SIZE - 1] |= (byte) (isOdd(b) ? SIGN_BIT : 0);
    return bytes;
  }
}
