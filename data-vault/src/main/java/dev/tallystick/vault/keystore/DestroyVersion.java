package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.Kms;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Destroys a version of a wrapping key that no key is wrapped under any more. */
@Singleton
class DestroyVersion {
  private final Kms kms;
  private final KmsCopy copy;
  private final DataKeyRepository keys;
  private final UnreadableKeys unreadable;
  private final KeyRotationRepository rotations;

  DestroyVersion(
      Kms kms,
      KmsCopy copy,
      DataKeyRepository keys,
      UnreadableKeys unreadable,
      KeyRotationRepository rotations) {
    this.unreadable = unreadable;
    this.kms = kms;
    this.copy = copy;
    this.keys = keys;
    this.rotations = rotations;
  }

  /** True when the version is gone; false when it is kept for the sake of a key under it. */
  @Transactional
  boolean destroy(KeyVersion old) {
    Optional<KeyRotationEntity> rotation = rotations.lock(old);
    if (rotation.isEmpty()) {
      return true;
    }
    rotations.lockWrapping(old.name());
    if (!rotation.get().isBackedUp()
        || keys.countUnder(old) > 0
        || unreadable.keep(old, rotation.get().destroyBy())) {
      return false;
    }
    for (KeyVersion version : kms.keks(old.name())) {
      if (version.version() <= old.version()) {
        kms.destroyKek(version);
      }
    }
    copy.bringUpToDate();
    rotations.markDestroyed(rotation.get());
    rotations.forgetShredded(old);
    return true;
  }
}
