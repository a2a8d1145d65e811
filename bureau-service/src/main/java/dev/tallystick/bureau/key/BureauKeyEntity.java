package dev.tallystick.bureau.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A row of {@code bureau_key}: what is stored of a bureau's pair, not readable without the Kms. */
@Entity
@Table(name = "bureau_key")
@IdClass(BureauKeyEntity.Key.class)
class BureauKeyEntity {
  /** A key of a bureau. */
  record Key(String bureauId, String signingKey) implements Serializable {}

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "signing_key")
  String signingKey;

  @Column(name = "drawn_at")
  Instant drawnAt;

  @Column(name = "wrapped_key")
  byte[] wrappedKey;

  @Column(name = "sealed_keys")
  byte[] sealedKeys;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  BureauKeyEntity() {}

  BureauKeyEntity(
      String bureauId, String signingKey, Instant drawnAt, byte[] wrappedKey, byte[] sealedKeys) {
    this.bureauId = bureauId;
    this.signingKey = signingKey;
    this.drawnAt = drawnAt;
    this.wrappedKey = wrappedKey;
    this.sealedKeys = sealedKeys;
  }
}
