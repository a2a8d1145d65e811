package dev.tallystick.bureau.feed;

import dev.tallystick.webhook.WebhookClient;
import dev.tallystick.webhook.WebhookReach;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** The client of lenders' webhooks: no name leads inside. */
@Singleton
@Startup // So that the service does not start with blocks that are none.
class LenderSystemsClient {
  private final WebhookClient client;

  LenderSystemsClient(FeedConfig config) {
    client =
        WebhookClient.of(
            new WebhookReach(
                config.webhooksOnLoopback(), Set.of(), config.webhooksNeverTo().orElse(List.of())));
  }

  @Produces
  @Singleton
  WebhookClient client() {
    return client;
  }

  @PreDestroy
  void close() {
    client.close();
  }
}
