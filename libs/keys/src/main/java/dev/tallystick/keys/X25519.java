package dev.tallystick.keys;

import com.nimbusds.jose.JOSEException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * X25519 (RFC 7748) by Bouncy Castle, whose ladder takes the same steps whatever the private number
 * is.
 */
final class X25519 {
  /** The length of a coordinate, of a private number and of a shared secret. */
  static final int SIZE = X25519PublicKeyParameters.KEY_SIZE;

  private static final BigInteger PRIME =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  /** The points of small order below the prime: whoever holds whichever key, the secret is zero. */
  private static final List<byte[]> SMALL_ORDER =
      List.of(
          hex("0000000000000000000000000000000000000000000000000000000000000000"),
          hex("0100000000000000000000000000000000000000000000000000000000000000"),
          hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
          hex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
          hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));

  private X25519() {}

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  /** Refuses what is no coordinate of the curve, a second text of one, or of small order. */
  static void check(byte[] x) throws MalformedKeyException {
    if (x.length != SIZE) {
      throw new MalformedKeyException("a coordinate of X25519 has 32 bytes");
    }
    byte[] bigEndian = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      bigEndian[i] = x[SIZE - 1 - i];
    }
    if (new BigInteger(1, bigEndian).compareTo(PRIME) >= 0
        || SMALL_ORDER.stream().anyMatch(small -> Arrays.equals(small, x))) {
      throw new MalformedKeyException("not a point of X25519");
    }
  }

  /** The secret that a private number and a public coordinate agree on. */
  static byte[] agree(X25519PrivateKeyParameters number, byte[] x) throws JOSEException {
    byte[] secret = new byte[SIZE];
    try {
      number.generateSecret(new X25519PublicKeyParameters(x, 0), secret, 0);
    } catch (IllegalStateException zero) {
      throw new JOSEException("a point of small order", zero);
    }
    return secret;
  }
}
