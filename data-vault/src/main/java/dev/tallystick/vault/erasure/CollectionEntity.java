package dev.tallystick.vault.erasure;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A consent that a platform collects on, while it is in force. */
@Entity
@Table(name = "collection")
class CollectionEntity {
  @Id private String consent;
  String subject;
  String platform;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  CollectionEntity() {}
}
