package dev.tallystick.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

/** Bouncy Castle is the judge: the same signatures must hold here as there. */
class Ed25519EquationTest {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final String SPKI = "302a300506032b6570032100";

  /** More than it takes for the multiples of a key to be kept. */
  private static final int OFTEN = 12;

  @Test
  void everySignatureHolds_andNoneOfAnotherKey_withFewUsesAndMany() {
    VerificationKey other = SigningKey.draw().verificationKey();
    for (int i = 0; i < 40; i++) {
      SigningKey key = SigningKey.draw();
      for (int use = 0; use < OFTEN; use++) {
        byte[] message = new byte[i + use];
        Arrays.fill(message, (byte) use);
        byte[] signature = key.sign(message);

        assertThat(key.verificationKey().verifies(message, signature)).isTrue();
        assertThat(other.verifies(message, signature)).isFalse();
      }
    }
  }

  /** The cofactor makes up for it; the JDK, which leaves it out, refuses these. */
  @Test
  void aSignatureWhoseRIsOffByAPointOfSmallOrderHolds() throws Exception {
    for (int i = 0; i < OFTEN; i++) {
      byte[] seed = {(byte) i, 1};
      byte[] nonce = {(byte) i, 2};
      SigningKey key = SigningKey.fromSeed(Arrays.copyOf(seed, 32));
      byte[] r = SigningKey.fromSeed(Arrays.copyOf(nonce, 32)).verificationKey().toByteArray();
      byte[] message = {(byte) i};

      byte[] plain = signature(key, seed, nonce, r, message);
      byte[] off = signature(key, seed, nonce, moved(r), message);
      assertHolds(true, key, message, plain);
      assertHolds(true, key, message, off);
      assertThat(holdsForTheJdk(key, message, plain)).isTrue();
      assertThat(holdsForTheJdk(key, message, off)).isFalse();
      plain[33] ^= 1;
      off[33] ^= 1;
      assertHolds(false, key, message, plain);
      assertHolds(false, key, message, off);
    }
  }

  @Test
  void theNeutralElementIsAnR_inItsOneEncodingOnly() throws Exception {
    byte[] seed = {7};
    byte[] message = {8};
    SigningKey key = SigningKey.fromSeed(Arrays.copyOf(seed, 32));
    byte[] neutral = bytes(BigInteger.ONE);
    byte[] beyond = bytes(P.add(BigInteger.ONE));
    byte[] signed = neutral.clone();
    signed[31] |= (byte) 0x80;

    for (int use = 0; use < OFTEN; use++) {
      assertHolds(
          true, key, message, signature(key, scalar(seed), BigInteger.ZERO, neutral, message));
      assertHolds(
          false, key, message, signature(key, scalar(seed), BigInteger.ZERO, beyond, message));
      assertHolds(
          false, key, message, signature(key, scalar(seed), BigInteger.ZERO, signed, message));
    }
  }

  @Test
  void multiplesOfThePoint_areThoseOfRepeatedAddition() {
    byte[] base = SigningKey.draw().verificationKey().toByteArray();
    for (int levels : new int[] {256, 64, 32}) {
      PointMultiples multiples = new PointMultiples(EdwardsPoint.decode(base), 5, levels);
      EdwardsPoint.Addend one = EdwardsPoint.decode(base).toAddend();
      EdwardsPoint sum = EdwardsPoint.neutral();
      for (int n = 0; n < 200; n++) {
        assertThat(times(multiples, BigInteger.valueOf(n))).as("%d", n).isEqualTo(sum.encode());
        sum.add(one, false);
      }
      assertThat(times(multiples, ORDER)).isEqualTo(EdwardsPoint.neutral().encode());
      assertThat(times(multiples, ORDER.add(BigInteger.ONE))).isEqualTo(base);
      assertThat(times(multiples, ORDER.subtract(BigInteger.ONE)))
          .isEqualTo(EdwardsPoint.decode(base).negate().encode());
    }
  }

  private static byte[] times(PointMultiples multiples, BigInteger scalar) {
    byte[] digits = multiples.digits(bytes(scalar));
    EdwardsPoint sum = EdwardsPoint.neutral();
    for (int level = multiples.levels() - 1; level >= 0; level--) {
      sum.twice();
      multiples.addTo(sum, digits, level);
    }
    return sum.encode();
  }

  private static boolean holdsForTheJdk(SigningKey key, byte[] message, byte[] text)
      throws GeneralSecurityException {
    Signature jdk = Signature.getInstance("Ed25519");
    String spki = SPKI + HexFormat.of().formatHex(key.verificationKey().toByteArray());
    jdk.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(spki))));
    jdk.update(message);
    return jdk.verify(text);
  }

  private static void assertHolds(boolean holds, SigningKey key, byte[] message, byte[] text) {
    byte[] bytes = key.verificationKey().toByteArray();
    assertThat(Ed25519.verify(text, 0, bytes, 0, message, 0, message.length)).isEqualTo(holds);
    assertThat(key.verificationKey().verifies(message, text)).isEqualTo(holds);
  }

  /** The sum of a point and the point of order 2: both coordinates are negated. */
  private static byte[] moved(byte[] point) {
    byte[] y = point.clone();
    y[31] &= 0x7f;
    byte[] moved = bytes(P.subtract(number(y)));
    moved[31] |= (byte) (~point[31] & 0x80);
    return moved;
  }

  private static byte[] signature(
      SigningKey key, byte[] seed, byte[] nonce, byte[] r, byte[] message) throws Exception {
    return signature(key, scalar(seed), scalar(nonce), r, message);
  }

  private static byte[] signature(
      SigningKey key, BigInteger secret, BigInteger nonce, byte[] r, byte[] message)
      throws Exception {
    MessageDigest hash = MessageDigest.getInstance("SHA-512");
    hash.update(r);
    hash.update(key.verificationKey().toByteArray());
    BigInteger s = nonce.add(number(hash.digest(message)).multiply(secret)).mod(ORDER);
    byte[] signature = Arrays.copyOf(r, 64);
    System.arraycopy(bytes(s), 0, signature, 32, 32);
    return signature;
  }

  /** RFC 8032, section 5.1.5. */
  private static BigInteger scalar(byte[] seed) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-512").digest(Arrays.copyOf(seed, 32));
    byte[] half = Arrays.copyOf(hash, 32);
    half[0] &= (byte) 0xf8;
    half[31] &= 0x7f;
    half[31] |= 0x40;
    return number(half);
  }

  private static BigInteger number(byte[] leastFirst) {
    return new BigInteger(1, reversed(leastFirst, leastFirst.length));
  }

  private static byte[] bytes(BigInteger number) {
    return reversed(number.toByteArray(), 32);
  }

  private static byte[] reversed(byte[] bytes, int length) {
    byte[] reversed = new byte[length];
    for (int i = 0; i < Math.min(length, bytes.length); i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
