package dev.tallystick.local.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One-time codes as authenticator apps show them: TOTP (RFC 6238), six digits, 30 seconds. */
public final class OneTimeCode {
  private static final int PERIOD_SECONDS = 30;
  private static final int SIX_DIGITS = 1_000_000;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private OneTimeCode() {}

  /**
   * The code of this time.
   *
   * @param secret whose own bytes are the key
   */
  public static String at(String secret, Instant time) {
    byte[] hash;
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(US_ASCII), "HmacSHA1"));
      long period = time.getEpochSecond() / PERIOD_SECONDS;
      hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(period).array());
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA1", e);
    }
    int offset = hash[hash.length - 1] & 0xf;
    int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
    return String.format(Locale.ROOT, "%06d", number % SIX_DIGITS);
  }

  /** The secret as authenticator apps take it: its bytes in base32. */
  public static String forApps(String secret) {
    StringBuilder out = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte each : secret.getBytes(US_ASCII)) {
      held = (held << 8) | (each & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        out.append(BASE32.charAt((held >> bits) & 31));
      }
      held &= (1 << bits) - 1;
    }
    return bits == 0
        ? out.toString()
        : out.append(BASE32.charAt((held << (5 - bits)) & 31)).toString();
  }
}
