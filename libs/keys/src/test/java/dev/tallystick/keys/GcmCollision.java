package dev.tallystick.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes IV, one block of ciphertext and a tag that AES-GCM opens under two chosen keys: the tag is
 * linear in the block, so the block that gives both keys one tag is the solution of one equation in
 * GF(2^128) (NIST SP 800-38D, section 6.4). For tests of what must not open under both.
 */
final class GcmCollision {
  private static final BigInteger R = BigInteger.valueOf(0xe1).shiftLeft(120);
  private static final int BLOCK = 16;
  private static final byte[] IV = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

  private GcmCollision() {}

  /** IV ‖ block ‖ tag that opens under either key, each with its own associated data. */
  static byte[] of(byte[] key, byte[] aad, byte[] otherKey, byte[] otherAad)
      throws GeneralSecurityException {
    Side one = new Side(key, aad);
    Side two = new Side(otherKey, otherAad);
    BigInteger block =
        multiply(one.constant.xor(two.constant), inverse(one.square.xor(two.square)));
    BigInteger tag = one.constant.xor(multiply(block, one.square));
    byte[] value = Arrays.copyOf(IV, IV.length + 2 * BLOCK);
    System.arraycopy(bytes(block), 0, value, IV.length, BLOCK);
    System.arraycopy(bytes(tag), 0, value, IV.length + BLOCK, BLOCK);
    return value;
  }

  /** Under one key the tag of a block c is constant ⊕ c·square. */
  private static final class Side {
    private final BigInteger square;
    private final BigInteger constant;

    Side(byte[] key, byte[] aad) throws GeneralSecurityException {
      Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
      aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
      BigInteger h = new BigInteger(1, aes.doFinal(new byte[BLOCK]));
      byte[] counter = Arrays.copyOf(IV, BLOCK);
      counter[BLOCK - 1] = 1;
      square = multiply(h, h);
      List<BigInteger> blocks = blocks(aad);
      blocks.add(BigInteger.ZERO);
      blocks.add(
          BigInteger.valueOf(8L * aad.length).shiftLeft(64).or(BigInteger.valueOf(8L * BLOCK)));
      BigInteger hash = BigInteger.ZERO;
      for (BigInteger block : blocks) {
        hash = multiply(hash.xor(block), h);
      }
      constant = hash.xor(new BigInteger(1, aes.doFinal(counter)));
    }
  }

  private static List<BigInteger> blocks(byte[] data) {
    List<BigInteger> blocks = new ArrayList<>();
    for (int at = 0; at < data.length; at += BLOCK) {
      blocks.add(new BigInteger(1, Arrays.copyOfRange(data, at, at + BLOCK)));
    }
    return blocks;
  }

  /** Section 6.3: bit 0 is the leftmost. */
  private static BigInteger multiply(BigInteger x, BigInteger y) {
    BigInteger z = BigInteger.ZERO;
    BigInteger v = y;
    for (int i = 127; i >= 0; i--) {
      if (x.testBit(i)) {
        z = z.xor(v);
      }
      v = v.testBit(0) ? v.shiftRight(1).xor(R) : v.shiftRight(1);
    }
    return z;
  }

  /** x to the power 2^128 − 2. */
  private static BigInteger inverse(BigInteger x) {
    BigInteger power = x;
    BigInteger result = BigInteger.ONE.shiftLeft(127);
    for (int i = 1; i < 128; i++) {
      power = multiply(power, power);
      result = multiply(result, power);
    }
    return result;
  }

  private static byte[] bytes(BigInteger block) {
    byte[] signed = block.toByteArray();
    byte[] bytes = new byte[BLOCK];
    int length = Math.min(signed.length, BLOCK);
    System.arraycopy(signed, signed.length - length, bytes, BLOCK - length, length);
    return bytes;
  }
}
