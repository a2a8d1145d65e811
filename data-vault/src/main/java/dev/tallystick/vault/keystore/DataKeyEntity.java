package dev.tallystick.vault.keystore;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A data key as it is stored: wrapped, beside what only it gives. */
@Entity
@Table(name = "data_key")
@IdClass(DataKeyEntity.Key.class)
class DataKeyEntity {
  @Id private String subject;
  @Id private String source;

  @Id
  @Enumerated(EnumType.STRING)
  private RetentionClass retention;

  @Id private int version;

  byte[] wrapped;
  byte[] commitment;
  String kek;

  @Column(name = "kek_version")
  private int kekVersion;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  DataKeyEntity() {}

  /** What names a data key. */
  record Key(String subject, String source, RetentionClass retention, int version)
      implements Serializable {}
}
