package dev.tallystick.events;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.json.Base64Url;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The 32 random bytes from which the nonces of an event's parts are derived.
 *
 * <p>Whoever has the seed can test a guess of any part against the log, so it goes from the
 * appender to the log's service and to nobody else; a reader of one part gets that part's nonce.
 * {@code toString} does not show it.
 */
public final class Seed {
  public static final int SIZE = 32;

  private static final String HMAC = "HmacSHA256";

  private final byte[] bytes;

  private Seed(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Seed draw(SecureRandom random) {
    byte[] bytes = new byte[SIZE];
    random.nextBytes(bytes);
    return new Seed(bytes);
  }

  public static Seed copyOf(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a seed has 32 bytes");
    }
    return new Seed(bytes.clone());
  }

  /**
   * Reads a seed from base64url without padding.
   *
   * @throws IllegalArgumentException if the text is anything else than 32 bytes in their one
   *     spelling
   */
  public static Seed fromBase64Url(String text) {
    byte[] bytes = Base64Url.decode32(text);
    if (bytes == null) {
      throw new IllegalArgumentException("a seed is 32 bytes in base64url without padding");
    }
    return new Seed(bytes);
  }

  /**
   * The seed itself, for the request to the log's service and for the appender's own durable store.
   */
  public String base64Url() {
    return Base64Url.encode(bytes);
  }

  /** The nonce of a part: HMAC-SHA256(seed, name of the part). */
  public byte[] nonce(PartName part) {
    return nonce(mac(), part);
  }

  /** The nonces of the three parts; keys the MAC once for all of them. */
  Map<PartName, byte[]> nonces() {
    Mac mac = mac();
    Map<PartName, byte[]> nonces = new EnumMap<>(PartName.class);
    PartName.ALL.forEach(part -> nonces.put(part, nonce(mac, part)));
    return nonces;
  }

  private static byte[] nonce(Mac mac, PartName part) {
    return mac.doFinal(part.wireName().getBytes(US_ASCII));
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(bytes, HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HMAC-SHA256 and takes any key for it", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Seed that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Seed[redacted]";
  }
}
