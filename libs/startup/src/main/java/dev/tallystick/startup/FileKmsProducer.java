package dev.tallystick.startup;

import dev.tallystick.keys.FileKms;
import dev.tallystick.keys.Kms;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one {@link Kms} of a service that brings none of its own: keys in files. */
@Singleton
final class FileKmsProducer {
  @Produces
  @Singleton
  @DefaultBean
  Kms kms(KmsSettings settings) {
    return FileKms.open(settings.dir());
  }
}
