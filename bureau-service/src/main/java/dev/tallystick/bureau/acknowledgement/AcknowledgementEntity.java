package dev.tallystick.bureau.acknowledgement;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code acknowledgement}: a release to a bureau that it has yet to acknowledge. */
@Entity
@Table(name = "acknowledgement")
@IdClass(AcknowledgementEntity.Key.class)
class AcknowledgementEntity {
  /** A release to a bureau. */
  record Key(String bureauId, UUID eventId) implements Serializable {}

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "event_id")
  UUID eventId;

  @Column(name = "log_index")
  long logIndex;

  @Column(name = "entry")
  String entry;

  @Column(name = "payload_digest")
  String payloadDigest;

  @Column(name = "received_at")
  Instant receivedAt;

  @Column(name = "next_try")
  Instant nextTry;

  @Column(name = "attempts")
  int attempts;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  AcknowledgementEntity() {}
}
