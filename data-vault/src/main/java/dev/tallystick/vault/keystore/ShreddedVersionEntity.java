package dev.tallystick.vault.keystore;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A version of a wrapping key under which keys were shredded, and since when. */
@Entity
@Table(name = "shredded_under")
@IdClass(ShreddedVersionEntity.Key.class)
class ShreddedVersionEntity {
  @Id private String kek;

  @Id
  @Column(name = "kek_version")
  private int kekVersion;

  @Column(name = "first_at")
  private Instant firstAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ShreddedVersionEntity() {}

  /** What names a version. */
  record Key(String kek, int kekVersion) implements Serializable {}
}
