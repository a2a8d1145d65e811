package dev.tallystick.gateway.webhook;

import dev.tallystick.gateway.work.NextTry;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The transactions of sending; calls are made between them. */
@Singleton
class WebhookSteps {
  private static final int AT_A_TIME = 100;
  private static final Duration MOST_FAILING = Duration.ofDays(1);

  private final GatewayWebhookRepository webhooks;
  private final WebhookMessageRepository messages;
  private final Clock clock;

  WebhookSteps(GatewayWebhookRepository webhooks, WebhookMessageRepository messages, Clock clock) {
    this.webhooks = webhooks;
    this.messages = messages;
    this.clock = clock;
  }

  @Transactional
  List<GatewayWebhookEntity> due() {
    return webhooks.due(clock.instant());
  }

  @Transactional
  List<WebhookMessageEntity> first(String webhook) {
    return messages.first(webhook, AT_A_TIME);
  }

  /** It was taken, and is not told again. */
  @Transactional
  void sent(WebhookMessageEntity message) {
    boolean unused = messages.deleteById(message.id);
    GatewayWebhookEntity row = webhooks.findById(message.webhook);
    if (row != null && row.failures > 0) {
      row.failures = 0;
      row.failingSince = null;
    }
  }

  /** It was not taken: all that the webhook is to be told waits. */
  @Transactional
  void failed(String webhook) {
    GatewayWebhookEntity row = webhooks.findById(webhook);
    if (row == null) {
      return;
    }
    Instant now = clock.instant();
    row.nextTryAt = NextTry.after(now, row.failures, Optional.empty());
    row.failures++;
    if (row.failingSince == null) {
      row.failingSince = now;
    } else if (!now.isBefore(row.failingSince.plus(MOST_FAILING))) {
      row.offAt = now;
    }
  }
}
