package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.Kms;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** Destroys a version of a wrapping key that no key is wrapped under any more. */
@Singleton
class DestroyVersion {
  private final Kms kms;
  private final KmsCopy copy;
  private final DataKeyRepository keys;
  private final KeyRotationRepository rotations;
  private final Clock clock;

  DestroyVersion(
      Kms kms, KmsCopy copy, DataKeyRepository keys, KeyRotationRepository rotations, Clock clock) {
    this.kms = kms;
    this.copy = copy;
    this.keys = keys;
    this.rotations = rotations;
    this.clock = clock;
  }

  /** Makes the copy of the wrapping keys hold those that there are. */
  void copyWrappingKeys() {
    copy.bringUpToDate();
  }

  /** True when the version is gone; false when a key under it has turned up. */
  @Transactional
  boolean destroy(KeyVersion old) {
    Optional<KeyRotationEntity> rotation = rotations.lock(old);
    if (rotation.isEmpty()) {
      return true;
    }
    rotations.lockWrapping(old.name());
    if (!rotation.get().isBackedUp() || keys.countUnder(old) > 0) {
      return false;
    }
    for (KeyVersion version : kms.keks(old.name())) {
      if (version.version() <= old.version()) {
        kms.destroyKek(version);
      }
    }
    copy.bringUpToDate();
    rotation.get().markDestroyed(clock.instant());
    rotations.forgetShredded(old);
    return true;
  }
}
