package dev.tallystick.consent.signing;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code signing_key}: what is stored of a key, none of it secret without the Kms. */
@Entity
@Immutable
@Table(name = "signing_key")
class SigningKeyEntity {
  @Id String kid;
  byte[] publicKey;
  byte[] wrappedKey;
  byte[] sealedSeed;
  Instant createdAt;
  @Nullable Instant retiredAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  SigningKeyEntity() {}

  SigningKeyEntity(
      String kid, byte[] publicKey, byte[] wrappedKey, byte[] sealedSeed, Instant createdAt) {
    this.kid = kid;
    this.publicKey = publicKey;
    this.wrappedKey = wrappedKey;
    this.sealedSeed = sealedSeed;
    this.createdAt = createdAt;
  }
}
