package dev.tallystick.audit;

import dev.tallystick.keys.FileKms;
import dev.tallystick.keys.Kms;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one Kms of this service: the keys that wrap other keys and sign, in files. */
@Singleton
final class KeyManagement {
  @Produces
  @Singleton
  Kms kms(LogKeyStoreConfig config) {
    return FileKms.open(config.dir());
  }
}
