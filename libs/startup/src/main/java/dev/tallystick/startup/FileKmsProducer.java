package dev.tallystick.startup;

import dev.tallystick.keys.FileKms;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.Pkcs11Kms;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one {@link Kms} of a service that brings none of its own: keys in files, or in a token. */
@Singleton
final class FileKmsProducer {
  @Produces
  @Singleton
  @DefaultBean
  Kms kms(KmsSettings settings) {
    return settings
        .pkcs11()
        .<Kms>map(
            token ->
                Pkcs11Kms.open(token.library(), token.token(), token.pinFile(), settings.dir()))
        .orElseGet(() -> FileKms.open(settings.dir()));
  }
}
