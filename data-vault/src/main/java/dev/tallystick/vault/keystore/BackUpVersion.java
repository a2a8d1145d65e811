package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyVersion;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Backs up the keys of a shard before the version that they were wrapped under goes. */
@Singleton
final class BackUpVersion {
  private final KmsCopy copy;
  private final KeystoreBackup backup;
  private final KeyRotationRepository rotations;

  BackUpVersion(KmsCopy copy, KeystoreBackup backup, KeyRotationRepository rotations) {
    this.copy = copy;
    this.backup = backup;
    this.rotations = rotations;
  }

  /** False when there is nowhere to back up to: then nothing may be destroyed. */
  boolean backUp(KeyVersion old) {
    Optional<Boolean> isBackedUp =
        QuarkusTransaction.requiringNew()
            .call(() -> rotations.lock(old).map(KeyRotationEntity::isBackedUp));
    if (isBackedUp.isEmpty() || isBackedUp.get()) {
      return isBackedUp.isPresent();
    }
    copy.bringUpToDate();
    if (!backup.write(old)) {
      return false;
    }
    QuarkusTransaction.requiringNew().run(() -> rotations.markBackedUp(old));
    return true;
  }
}
