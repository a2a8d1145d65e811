package dev.tallystick.audit;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the keys are. */
@ConfigMapping(prefix = "tallystick.kms")
interface LogKeyStoreConfig {
  /**
   * {@code tallystick.kms.dir}: the folder with the log's signing key and the key that wraps those
   * of bodies at rest. Mode 0700. Whoever reads it can read every sealed body and sign as the log;
   * whoever loses it has lost both.
   */
  Path dir();
}
