package dev.tallystick.vault;

import dev.tallystick.keys.FileKms;
import dev.tallystick.vault.keystore.KmsCopy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** The one Kms of this service, with its keys in files, and its source of random numbers. */
@Singleton
final class KeyManagement {
  @Produces
  @Singleton
  FileKms kms(VaultConfig.Kms config) {
    return FileKms.open(config.dir());
  }

  @Produces
  @Singleton
  KmsCopy copy(FileKms kms, VaultConfig.Kms config) {
    return () -> config.copyDir().ifPresent(kms::backUp);
  }

  @Produces
  @Singleton
  RandomGenerator random() {
    return new SecureRandom();
  }
}
