package dev.tallystick.startup;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

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
}
