package dev.tallystick.gateway.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.gateway.document.WebhookMessage;
import dev.tallystick.gateway.seal.SealedPapers;
import dev.tallystick.gateway.seal.SealedPapers.Paper;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.work.GatewayTask;
import dev.tallystick.webhook.WebhookClient;
import dev.tallystick.webhook.WebhookException;
import dev.tallystick.webhook.WebhookSecret;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Posts messages to the party's own systems, signed as Standard Webhooks has it, each webhook's in
 * their order and again until they are taken. One that has failed for a day is off. Each is called
 * by a thread of its own: one that takes its time holds up no other.
 */
@Singleton
class SendWebhooks implements GatewayTask {
  private static final Logger LOG = Logger.getLogger(SendWebhooks.class);

  private final WebhookSteps steps;
  private final WebhookClient client;
  private final SealedPapers papers;
  private final GatewaySettings settings;
  private final Clock clock;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "gateway-webhook");
            thread.setDaemon(true);
            return thread;
          });

  SendWebhooks(
      WebhookSteps steps,
      WebhookClient client,
      SealedPapers papers,
      GatewaySettings settings,
      Clock clock) {
    this.steps = steps;
    this.client = client;
    this.papers = papers;
    this.settings = settings;
    this.clock = clock;
  }

  void onStop(@Observes ShutdownEvent stop) {
    threads.shutdownNow();
  }

  @Override
  public Duration every() {
    return settings.every();
  }

  @Override
  public void run() {
    for (GatewayWebhookEntity webhook : steps.due()) {
      if (underWay.add(webhook.id)) {
        threads.execute(() -> work(webhook));
      }
    }
  }

  private void work(GatewayWebhookEntity webhook) {
    try {
      send(webhook);
    } catch (RuntimeException e) {
      LOG.warn("A webhook is called later", e);
    } finally {
      underWay.remove(webhook.id);
    }
  }

  private void send(GatewayWebhookEntity webhook) {
    for (WebhookMessageEntity message : steps.first(webhook.id)) {
      if (!isTaken(webhook, message)) {
        steps.failed(webhook.id);
        return;
      }
      steps.sent(message);
    }
  }

  private boolean isTaken(GatewayWebhookEntity webhook, WebhookMessageEntity message) {
    byte[] body =
        CanonicalJson.text(new WebhookMessage(1, message.topic, message.about).toJson())
            .getBytes(UTF_8);
    String secret = new String(papers.open(Paper.WEBHOOK, webhook.id, webhook.secret), US_ASCII);
    Map<String, String> headers =
        WebhookSecret.parse(secret).headers(message.id, clock.instant(), body);
    try {
      return client.post(URI.create(webhook.url), headers, body).isSuccess();
    } catch (WebhookException e) {
      LOG.warnf("A webhook is not called for now: %s", e.reason());
      return false;
    }
  }
}
