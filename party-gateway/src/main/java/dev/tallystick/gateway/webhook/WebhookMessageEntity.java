package dev.tallystick.gateway.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code webhook_message}: something that one system is to be told. */
@Entity
@Table(name = "webhook_message")
class WebhookMessageEntity {
  @Id String id;
  String webhook;

  /** Given by the database: the order in which it happened. */
  @Column(insertable = false, updatable = false)
  long place;

  String topic;
  String about;

  @Column(name = "made_at")
  Instant madeAt;

  /** For Hibernate, which sets the fields, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  WebhookMessageEntity() {}
}
