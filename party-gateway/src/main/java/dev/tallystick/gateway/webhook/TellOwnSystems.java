package dev.tallystick.gateway.webhook;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;

/**
 * Queues what the party's own systems are to be told, in the transaction in which it happens: what
 * is not queued has not happened. A message names a topic and an id; the rest is asked for.
 */
@Singleton
public class TellOwnSystems {
  private final GatewayWebhookRepository webhooks;
  private final WebhookMessageRepository messages;
  private final Clock clock;

  TellOwnSystems(
      GatewayWebhookRepository webhooks, WebhookMessageRepository messages, Clock clock) {
    this.webhooks = webhooks;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * Queues a message for each webhook.
   *
   * @param topic such as {@code order.opened}
   * @param about the id of the order, the ask, the notice or the file
   */
  @Transactional
  public void tell(String topic, String about) {
    for (GatewayWebhookEntity webhook : webhooks.inUse()) {
      WebhookMessageEntity message = new WebhookMessageEntity();
      message.id = "whm_" + UUID.randomUUID();
      message.webhook = webhook.id;
      message.topic = topic;
      message.about = about;
      message.madeAt = clock.instant();
      messages.persist(message);
    }
  }
}
