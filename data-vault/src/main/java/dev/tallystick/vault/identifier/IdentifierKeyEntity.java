package dev.tallystick.vault.identifier;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The wrapped key that identifiers are authenticated with; one row, added and never changed. */
@Entity
@Table(name = "identifier_key")
class IdentifierKeyEntity {
  static final short ONLY = 1;

  @Id private short id;
  private byte[] wrapped;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  IdentifierKeyEntity() {}

  byte[] wrapped() {
    return wrapped.clone();
  }
}
