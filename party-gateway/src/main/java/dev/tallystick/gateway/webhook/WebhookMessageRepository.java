package dev.tallystick.gateway.webhook;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;

/** What is yet to be told; in the caller's transaction. */
@Singleton
class WebhookMessageRepository implements PanacheRepositoryBase<WebhookMessageEntity, String> {
  /** The first messages to a webhook, in their order. */
  List<WebhookMessageEntity> first(String webhook, int most) {
    return find("webhook = ?1 order by place", webhook).page(0, most).list();
  }

  /** How many wait to be sent to a webhook. */
  long waiting(String webhook) {
    return count("webhook", webhook);
  }
}
