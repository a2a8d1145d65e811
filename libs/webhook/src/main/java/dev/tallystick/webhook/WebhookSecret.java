package dev.tallystick.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the messages to one webhook are signed with, as Standard Webhooks writes it: {@code whsec_}
 * and base64. Whoever has set the webhook sees it once.
 */
public final class WebhookSecret {
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private static final String HMAC = "HmacSHA256";

  private final byte[] key;

  private WebhookSecret(byte[] key) {
    this.key = key;
  }

  /** A new one. */
  public static WebhookSecret draw(RandomGenerator random) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return new WebhookSecret(key);
  }

  /** Reads what {@link #text} has written. */
  public static WebhookSecret parse(String text) {
    return new WebhookSecret(Base64.getDecoder().decode(text.substring(PREFIX.length())));
  }

  /** The secret as it is told. */
  public String text() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /** The header {@code webhook-signature} of a message at a time. */
  public String signature(String id, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      mac.update((id + "." + seconds + ".").getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HMAC-SHA-256", e);
    }
  }

  /**
   * The headers of a message that is sent now: its id, the time, and the signature of both and the
   * body.
   *
   * @param id the same each time the message is sent
   */
  public Map<String, String> headers(String id, Instant now, byte[] body) {
    long seconds = now.getEpochSecond();
    return Map.of(
        "Webhook-Id", id,
        "Webhook-Timestamp", Long.toString(seconds),
        "Webhook-Signature", signature(id, seconds, body));
  }

  @Override
  public String toString() {
    return "WebhookSecret[redacted]";
  }
}
