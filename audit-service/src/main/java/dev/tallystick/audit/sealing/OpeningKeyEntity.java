package dev.tallystick.audit.sealing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A row of {@code opening_key}: the wrapped key of the bodies of a day and class. */
@Entity
@Table(name = "opening_key")
@IdClass(OpeningKeyEntity.Key.class)
class OpeningKeyEntity {
  @Id
  @Column(name = "seal_day")
  private int sealDay;

  @Id
  @Column(name = "seal_class")
  private short sealClass;

  @Column(name = "wrapped_key")
  private byte[] wrappedKey;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  OpeningKeyEntity() {}

  byte[] wrappedKey() {
    return wrappedKey;
  }

  /** The primary key. */
  record Key(int sealDay, short sealClass) {}
}
