package dev.tallystick.bureau.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.bureau.key.KekNames;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.keys.WrappedDataKey;
import dev.tallystick.webhook.WebhookSecret;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/**
 * The secrets of lenders' webhooks at rest, each under a key of its own that is bound to its row.
 */
@Singleton
final class SealedFeedSecrets {
  private final Kms kms;
  private final SecureRandom random = new SecureRandom();

  SealedFeedSecrets(Kms kms) {
    this.kms = kms;
  }

  /** A secret that nobody reads without the Kms. */
  record SealedSecret(WrappedDataKey key, SealedValue value) {}

  /** A new one. */
  WebhookSecret draw() {
    return WebhookSecret.draw(random);
  }

  SealedSecret seal(BureauId bureau, String lender, WebhookSecret secret) {
    SealingContext context = context(bureau, lender);
    try (DataKey key = DataKey.draw()) {
      return new SealedSecret(
          kms.wrap(KekNames.WEBHOOKS, key, context),
          key.seal(secret.text().getBytes(US_ASCII), context));
    }
  }

  /**
   * The secret of a row.
   *
   * @throws IllegalStateException if the Kms does not have the key that seals it, or the row is not
   *     what was stored
   */
  WebhookSecret open(BureauId bureau, FeedWebhookEntity row) {
    SealingContext context = context(bureau, row.lender);
    try (DataKey key = kms.unwrap(WrappedDataKey.parse(row.wrappedKey), context)) {
      byte[] secret = key.open(SealedValue.copyOf(row.sealedSecret), context);
      return WebhookSecret.parse(new String(secret, US_ASCII));
    } catch (MalformedKeyException | SealBrokenException e) {
      throw new IllegalStateException("the secret of a webhook does not open", e);
    }
  }

  private static SealingContext context(BureauId bureau, String lender) {
    return SealingContext.of("bureau-feed-webhook", bureau.value(), lender);
  }
}
