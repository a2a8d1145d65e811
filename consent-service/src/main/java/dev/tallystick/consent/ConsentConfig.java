package dev.tallystick.consent;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

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

  /** What the checks at the start let pass. */
  @ConfigMapping(prefix = "tallystick.startup")
  public interface Startup {
    /**
     * Names of findings that the operator answers for, comma-separated; none by default.
     *
     * <p>For example {@code http-without-tls} where a proxy on the same host ends TLS. Each stays
     * in the log as a warning. Accepting {@code commit-not-durable} can lose what was confirmed.
     */
    Optional<Set<String>> acceptedRisks();
  }
}
