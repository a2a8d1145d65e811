package dev.tallystick.bureau;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the keys are. */
@ConfigMapping(prefix = "tallystick.kms")
interface BureauKmsConfig {
  /**
   * {@code tallystick.kms.dir}: the folder with the keys that wrap those of the bureaus and of
   * answers at rest. Mode 0700, the same for all replicas. Whoever has it and the database signs in
   * a bureau's name; whoever loses it has lost the bureaus' keys.
   */
  Path dir();
}
