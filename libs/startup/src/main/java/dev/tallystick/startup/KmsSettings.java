package dev.tallystick.startup;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where a service keeps the keys that wrap other keys. */
@ConfigMapping(prefix = "tallystick.kms")
public interface KmsSettings {
  /**
   * {@code tallystick.kms.dir}: the folder of the keys, mode 0700, the same for all replicas. No
   * default.
   *
   * <p>Anyone who reads it can open what the service has sealed and sign in its name. Without it
   * what is sealed in the database, and in its backups, cannot be opened.
   */
  Path dir();

  /**
   * A PKCS#11 token that holds the keys instead of files; the folder then holds a lock and nothing
   * secret.
   */
  Optional<Pkcs11> pkcs11();

  /** Which token. */
  interface Pkcs11 {
    /** {@code tallystick.kms.pkcs11.library}: the path of the token's library. */
    Path library();

    /** {@code tallystick.kms.pkcs11.token}: the token's label. */
    String token();

    /** {@code tallystick.kms.pkcs11.pin-file}: a file with the user's PIN, mode 0600. */
    Path pinFile();
  }
}
