package dev.tallystick.vault.keystore;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A key that was shredded, by its commitment. */
@Entity
@Table(name = "shredded_key")
class ShreddedKeyEntity {
  @Id private byte[] commitment;

  @Column(name = "shredded_at")
  private Instant shreddedAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ShreddedKeyEntity() {}
}
