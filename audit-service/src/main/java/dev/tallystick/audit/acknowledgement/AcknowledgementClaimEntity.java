package dev.tallystick.audit.acknowledgement;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code acknowledgement_claim}: the id of the one acknowledgement of a release. */
@Entity
@Table(name = "acknowledgement_claim")
class AcknowledgementClaimEntity {
  @Id private UUID release;

  @Column(name = "event_id")
  private UUID eventId;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  AcknowledgementClaimEntity() {}

  UUID eventId() {
    return eventId;
  }
}
