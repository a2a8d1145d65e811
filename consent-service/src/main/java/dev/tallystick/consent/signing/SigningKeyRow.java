package dev.tallystick.consent.signing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code signing_key}: what is stored of a key, none of it secret without the Kms. */
@Entity
@Table(name = "signing_key")
class SigningKeyRow {
  @Id String kid;

  @Column(name = "public_key")
  byte[] publicKey;

  @Column(name = "wrapped_key")
  byte[] wrappedKey;

  @Column(name = "sealed_seed")
  byte[] sealedSeed;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "retired_at")
  @Nullable Instant retiredAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  SigningKeyRow() {}

  SigningKeyRow(
      String kid, byte[] publicKey, byte[] wrappedKey, byte[] sealedSeed, Instant createdAt) {
    this.kid = kid;
    this.publicKey = publicKey;
    this.wrappedKey = wrappedKey;
    this.sealedSeed = sealedSeed;
    this.createdAt = createdAt;
  }
}
