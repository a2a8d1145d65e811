package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A version of a wrapping key on its way out, and how far it has come. */
@Entity
@Table(name = "key_rotation")
@IdClass(KeyRotationEntity.Key.class)
class KeyRotationEntity {
  @Id private String kek;

  @Id
  @Column(name = "old_version")
  private int oldVersion;

  @Enumerated(EnumType.STRING)
  private Rotation.Ground ground;

  @Column(name = "begun_at")
  private Instant begunAt;

  @Column(name = "destroy_by")
  private Instant destroyBy;

  private long rewrapped;

  @Column(name = "backed_up_at")
  private @Nullable Instant backedUpAt;

  @Column(name = "destroyed_at")
  private @Nullable Instant destroyedAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  KeyRotationEntity() {}

  /** What names a rotation. */
  record Key(String kek, int oldVersion) implements Serializable {}

  /** More keys were wrapped anew: the backup that there may be does not have them. */
  void addRewrapped(int more) {
    rewrapped += more;
    backedUpAt = null;
  }

  void markBackedUp(Instant at) {
    backedUpAt = at;
  }

  void markDestroyed(Instant at) {
    destroyedAt = at;
  }

  Instant destroyBy() {
    return destroyBy;
  }

  boolean isBackedUp() {
    return backedUpAt != null;
  }

  Rotation toRotation() {
    return new Rotation(
        new KeyVersion(new KeyName(kek), oldVersion),
        ground,
        begunAt,
        destroyBy,
        rewrapped,
        Optional.ofNullable(backedUpAt),
        Optional.ofNullable(destroyedAt));
  }
}
