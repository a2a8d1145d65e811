package dev.tallystick.tlog;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret from which an index draws the salt of each label.
 *
 * <p>A salt tells nothing about the secret or other salts, so it can be given to whoever may read
 * the list. {@code toString} does not show the secret. Immutable.
 */
public final class IndexSecret {
  /** The length of the secret, in bytes. */
  public static final int SIZE = 32;

  private static final String HMAC = "HmacSHA256";

  private final SecretKeySpec key;

  private IndexSecret(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, HMAC);
  }

  /**
   * Returns the secret with a copy of these 32 bytes; for a new one, from a {@link
   * java.security.SecureRandom}.
   */
  public static IndexSecret copyOf(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException(
          "an index secret has " + SIZE + " bytes, not " + bytes.length);
    }
    return new IndexSecret(bytes);
  }

  /** Returns HMAC-SHA256(secret, label). */
  public Hash saltOf(Hash label) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return Hash.takeOwnershipOf(mac.doFinal(label.toByteArray()));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HMAC-SHA256", e);
    }
  }

  @Override
  public String toString() {
    return "IndexSecret[redacted]";
  }
}
