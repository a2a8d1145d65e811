package dev.tallystick.vault.record;

import dev.tallystick.keys.SealedValue;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.keystore.Sealed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A version of a record that a correction has replaced, as it was sealed. */
@Entity
@Table(name = "record_version")
@IdClass(RecordVersionEntity.Key.class)
class RecordVersionEntity {
  @Id private String record;

  @Id
  @Column(name = "version")
  private int contentVersion;

  byte[] digest;

  @Column(name = "key_version")
  private int keyVersion;

  private byte[] sealed;

  @Column(name = "replaced_at")
  private Instant replacedAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  RecordVersionEntity() {}

  RecordVersionEntity(RecordEntity newest, Hash digest, Instant replacedAt) {
    this.record = newest.id();
    this.contentVersion = newest.contentVersion();
    this.digest = digest.toByteArray();
    this.keyVersion = newest.sealed().keyVersion();
    this.sealed = newest.sealed().value().toByteArray();
    this.replacedAt = replacedAt;
  }

  /** What names a version. */
  record Key(String record, int contentVersion) implements Serializable {}

  int contentVersion() {
    return contentVersion;
  }

  Sealed sealed() {
    return new Sealed(keyVersion, SealedValue.takeOwnershipOf(sealed.clone()));
  }

  Instant replacedAt() {
    return replacedAt;
  }
}
