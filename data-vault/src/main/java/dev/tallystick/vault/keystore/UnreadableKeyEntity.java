package dev.tallystick.vault.keystore;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A row of the keystore that does not open: which it is, and since when that is known. */
@Entity
@Table(name = "unreadable_key")
@IdClass(UnreadableKeyEntity.Key.class)
class UnreadableKeyEntity {
  @Id private String subject;
  @Id private String source;
  @Id private String retention;
  @Id private int version;

  String kek;

  @Column(name = "kek_version")
  private int kekVersion;

  @Column(name = "found_at")
  private Instant foundAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  UnreadableKeyEntity() {}

  KeyRow.Place place() {
    return new KeyRow.Place(subject, source, retention, version);
  }

  /** What names a row. */
  record Key(String subject, String source, String retention, int version)
      implements Serializable {}
}
