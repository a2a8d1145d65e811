package dev.tallystick.audit.honey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code honey_plant}: an entry that the authority has caused itself. */
@Entity
@Table(name = "honey_plant")
class HoneyPlantEntity {
  @Id
  @Column(name = "event_id")
  UUID eventId;

  String honey;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  HoneyPlantEntity() {}
}
