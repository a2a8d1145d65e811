package dev.tallystick.audit.honey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code honey_person}: an invented person, known by a mark. */
@Entity
@Table(name = "honey_person")
class HoneyPersonEntity {
  @Id String honey;

  /** The HMAC of the label of the person's token. */
  byte[] mark;

  String ref;

  @Column(name = "marked_by")
  String markedBy;

  @Column(name = "marked_millis")
  long markedMillis;

  /** Entries recorded before are the authority's own doing. */
  @Column(name = "planted_until_millis")
  long plantedUntilMillis;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  HoneyPersonEntity() {}
}
