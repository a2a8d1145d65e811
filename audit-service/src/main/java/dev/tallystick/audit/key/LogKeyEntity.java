package dev.tallystick.audit.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code log_key}: which of the Kms's signing keys is one of the log's. */
@Entity
@Table(name = "log_key")
class LogKeyEntity {
  @Id private String vkey;

  @Column(name = "key_version")
  private int keyVersion;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  LogKeyEntity() {}

  LogKeyEntity(String vkey, int keyVersion) {
    this.vkey = vkey;
    this.keyVersion = keyVersion;
  }

  String vkey() {
    return vkey;
  }

  int keyVersion() {
    return keyVersion;
  }
}
