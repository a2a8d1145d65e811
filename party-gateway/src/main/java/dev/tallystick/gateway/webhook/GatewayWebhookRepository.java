package dev.tallystick.gateway.webhook;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** The party's systems that are told; in the caller's transaction. */
@Singleton
class GatewayWebhookRepository implements PanacheRepositoryBase<GatewayWebhookEntity, String> {
  List<GatewayWebhookEntity> inUse() {
    return list("offAt is null order by id");
  }

  /** Those that may be called now. */
  List<GatewayWebhookEntity> due(Instant now) {
    return list("offAt is null and nextTryAt <= ?1 order by id", now);
  }
}
