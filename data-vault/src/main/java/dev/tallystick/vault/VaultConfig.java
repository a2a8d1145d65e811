package dev.tallystick.vault;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/**
 * The settings of this service that are not the framework's, by group. A misspelt key in one of
 * these groups stops the start.
 */
public final class VaultConfig {
  private VaultConfig() {}

  /** Where the keys that wrap other keys are kept. */
  @ConfigMapping(prefix = "tallystick.kms")
  public interface Kms {
    /**
     * Folder of the key-encryption keys, mode 0700, the same for all replicas. No default.
     *
     * <p>Without it no record can be opened and nobody's token is found again, and neither with a
     * backup of the database. Who can read both can read everything.
     */
    Path dir();
  }

  /** How much a party may ask for. */
  @ConfigMapping(prefix = "tallystick.resolve")
  public interface Resolve {
    /**
     * How many identifiers a party may have resolved in a minute, over all replicas; 6,000 by
     * default. More makes it cheaper to try numbers out.
     */
    @WithDefault("6000")
    int perMinute();
  }

  /** How much is taken in at once. */
  @ConfigMapping(prefix = "tallystick.import")
  public interface Import {
    /**
     * How many chunks may arrive at once at this replica; 4 by default. Each takes a connection to
     * the database and some 10 MB; more than the processors can seal makes none of them faster.
     */
    @WithDefault("4")
    int atOnce();
  }
}
