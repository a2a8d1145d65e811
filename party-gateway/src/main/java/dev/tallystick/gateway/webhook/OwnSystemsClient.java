package dev.tallystick.gateway.webhook;

import dev.tallystick.webhook.WebhookClient;
import dev.tallystick.webhook.WebhookReach;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** The client of webhooks, which calls nothing inside but what the installation names. */
@Singleton
@Startup // So that the gateway does not start with blocks that are none.
class OwnSystemsClient {
  private final WebhookClient client;

  OwnSystemsClient(WebhookSettings settings) {
    client =
        WebhookClient.of(
            new WebhookReach(
                settings.onLoopback(),
                settings.ownHosts().orElse(Set.of()),
                settings.neverTo().orElse(List.of())));
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
