package dev.tallystick.vault.identifier;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An identifier whose owner wished never to be taken in again: a keyed digest of its digest. */
@Entity
@Table(name = "suppression")
class SuppressionEntity {
  @Id private byte[] digest;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  SuppressionEntity() {}
}
