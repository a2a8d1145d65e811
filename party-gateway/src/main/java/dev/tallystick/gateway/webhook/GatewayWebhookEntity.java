package dev.tallystick.gateway.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code webhook}: one of the party's own systems that is told. */
@Entity
@Table(name = "webhook")
class GatewayWebhookEntity {
  @Id String id;
  String url;
  byte[] secret;

  @Column(name = "made_at")
  Instant madeAt;

  int failures;

  @Column(name = "failing_since")
  @Nullable Instant failingSince;

  @Column(name = "next_try_at")
  Instant nextTryAt;

  @Column(name = "off_at")
  @Nullable Instant offAt;

  /** For Hibernate, which sets the fields, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  GatewayWebhookEntity() {}
}
