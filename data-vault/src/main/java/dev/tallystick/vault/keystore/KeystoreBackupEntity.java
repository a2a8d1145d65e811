package dev.tallystick.vault.keystore;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The newest backup of a shard of the keystore. */
@Entity
@Table(name = "keystore_backup")
class KeystoreBackupEntity {
  @Id private String kek;

  @Column(name = "written_at")
  Instant writtenAt;

  long keys;
  String digest;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  KeystoreBackupEntity() {}
}
