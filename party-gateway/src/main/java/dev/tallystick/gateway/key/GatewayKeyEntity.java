package dev.tallystick.gateway.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code gateway_key}: a pair of the party, not readable without the Kms. */
@Entity
@Table(name = "gateway_key")
class GatewayKeyEntity {
  @Id
  @Column(name = "signing_key")
  String signingKey;

  @Column(name = "drawn_at")
  Instant drawnAt;

  @Column(name = "wrapped_key")
  byte[] wrappedKey;

  @Column(name = "sealed_keys")
  byte[] sealedKeys;

  @Column(name = "registered_at")
  @Nullable Instant registeredAt;

  @Column(name = "valid_to")
  @Nullable Instant validTo;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  GatewayKeyEntity() {}

  GatewayKeyEntity(String signingKey, Instant drawnAt, byte[] wrappedKey, byte[] sealedKeys) {
    this.signingKey = signingKey;
    this.drawnAt = drawnAt;
    this.wrappedKey = wrappedKey;
    this.sealedKeys = sealedKeys;
  }
}
