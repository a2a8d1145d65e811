package dev.tallystick.gateway.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.gateway.problem.GatewayProblemCode;
import dev.tallystick.gateway.seal.SealedPapers;
import dev.tallystick.gateway.seal.SealedPapers.Paper;
import dev.tallystick.gateway.work.RequestIds;
import dev.tallystick.party.TypedId;
import dev.tallystick.webhook.WebhookSecret;
import dev.tallystick.webhook.WebhookUrl;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Sets, lists and removes webhooks; the secret is told by the answer to the setting alone. */
@Singleton
class SetWebhook {
  private static final int MOST = 20;

  private final GatewayWebhookRepository webhooks;
  private final WebhookMessageRepository messages;
  private final SealedPapers papers;
  private final WebhookSettings settings;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  SetWebhook(
      GatewayWebhookRepository webhooks,
      WebhookMessageRepository messages,
      SealedPapers papers,
      WebhookSettings settings,
      Clock clock) {
    this.webhooks = webhooks;
    this.messages = messages;
    this.papers = papers;
    this.settings = settings;
    this.clock = clock;
  }

  @Transactional
  GatewayWebhookJson set(String url) {
    if (WebhookUrl.parse(url, settings.onLoopback()).isEmpty()) {
      throw GatewayProblemCode.WEBHOOK_INVALID.problem("url", "https, without a log-in in it");
    }
    String id = RequestIds.draw("whk", () -> TypedId.draw("whk", clock.millis(), random));
    Optional<GatewayWebhookEntity> before = webhooks.findByIdOptional(id);
    if (before.isPresent()) {
      // A try that took effect unseen: its secret was never told.
      byte[] sealed = before.get().secret;
      return GatewayWebhookJson.of(
          before.get(),
          messages.waiting(id),
          new String(papers.open(Paper.WEBHOOK, id, sealed), US_ASCII));
    }
    if (webhooks.count() >= MOST) {
      throw GatewayProblemCode.WEBHOOK_INVALID.problem("url", "one of " + MOST + " at most");
    }
    String secret = WebhookSecret.draw(random).text();
    GatewayWebhookEntity row = new GatewayWebhookEntity();
    row.id = id;
    row.url = url;
    row.secret = papers.seal(Paper.WEBHOOK, row.id, secret.getBytes(US_ASCII));
    row.madeAt = clock.instant();
    row.nextTryAt = row.madeAt;
    webhooks.persist(row);
    return GatewayWebhookJson.of(row, 0, secret);
  }

  @Transactional
  GatewayWebhooksJson list() {
    return new GatewayWebhooksJson(
        webhooks.list("order by madeAt, id").stream()
            .map(row -> GatewayWebhookJson.of(row, messages.waiting(row.id), null))
            .toList());
  }

  @Transactional
  void remove(String id) {
    if (!webhooks.deleteById(id)) {
      throw GatewayProblemCode.WEBHOOK_UNKNOWN.problem();
    }
  }
}
