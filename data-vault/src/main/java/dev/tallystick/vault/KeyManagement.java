package dev.tallystick.vault;

import dev.tallystick.keys.FileKms;
import dev.tallystick.keys.Kms;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** The one Kms of this service, with its keys in files, and its source of random numbers. */
@Singleton
final class KeyManagement {
  @Produces
  @Singleton
  Kms kms(VaultConfig.Kms config) {
    return FileKms.open(config.dir());
  }

  @Produces
  @Singleton
  RandomGenerator random() {
    return new SecureRandom();
  }
}
