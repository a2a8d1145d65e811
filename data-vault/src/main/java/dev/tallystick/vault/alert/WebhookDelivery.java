package dev.tallystick.vault.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.webhook.WebhookClient;
import dev.tallystick.webhook.WebhookException;
import dev.tallystick.webhook.WebhookReply;
import dev.tallystick.webhook.WebhookSecret;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Posts to webhooks. A message holds an id, which the person's own token fetches the rest with; it
 * is signed as Standard Webhooks has it, so that the receiver can tell it from others'.
 */
@Singleton
final class WebhookDelivery implements AlertDelivery {
  private static final Logger LOG = Logger.getLogger(WebhookDelivery.class);

  private final WebhookClient client;
  private final Clock clock;

  WebhookDelivery(WebhookClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  @Override
  public AlertChannel channel() {
    return AlertChannel.WEBHOOK;
  }

  @Override
  public AlertQueue.Outcome send(AlertMessage message) {
    boolean isChallenge = message.occasion() == Occasion.CHALLENGE;
    byte[] body = body(message, isChallenge);
    Map<String, String> headers =
        WebhookSecret.parse(message.address().secret().orElseThrow())
            .headers(message.id(), clock.instant(), body);
    try {
      WebhookReply reply = client.post(URI.create(message.address().to()), headers, body);
      if (!reply.isSuccess()) {
        return AlertQueue.Outcome.FAILED;
      }
      if (!isChallenge) {
        return AlertQueue.Outcome.SENT;
      }
      return reply.text().strip().equals(message.code())
          ? AlertQueue.Outcome.CONFIRMED
          : AlertQueue.Outcome.FAILED;
    } catch (WebhookException e) {
      LOG.warnf("A webhook is not called for now: %s", e.reason());
      return AlertQueue.Outcome.FAILED;
    }
  }

  private static byte[] body(AlertMessage message, boolean isChallenge) {
    JsonObject.Builder body =
        JsonObject.builder()
            .put("v", 1)
            .put("type", isChallenge ? "challenge" : "alert")
            .put("alert", message.id());
    if (isChallenge) {
      body.put("challenge", message.code());
    }
    return CanonicalJson.text(body.build()).getBytes(UTF_8);
  }
}
