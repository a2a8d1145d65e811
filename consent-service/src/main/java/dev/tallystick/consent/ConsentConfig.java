package dev.tallystick.consent;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/**
 * The settings of this service that are not the framework's, by group. A misspelt key in one of
 * these groups stops the start.
 */
public final class ConsentConfig {
  private ConsentConfig() {}

  /** Where the keys that wrap other keys are kept. */
  @ConfigMapping(prefix = "tallystick.kms")
  public interface Kms {
    /**
     * Folder of the key-encryption keys, mode 0700, the same for all replicas. No default.
     *
     * <p>Without it the wrapped keys in the database are of no use, and neither are its backups.
     * Who can read both can sign decisions in this service's name.
     */
    Path dir();
  }
}
