package dev.tallystick.bureau;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of this service that are not the framework's, by group. A misspelt key in one of
 * these groups stops the start.
 */
public final class BureauConfig {
  private BureauConfig() {}

  /** Where the keys that wrap other keys are kept. */
  @ConfigMapping(prefix = "tallystick.kms")
  public interface Kms {
    /**
     * Folder of the key-encryption keys, mode 0700, the same for all replicas. No default.
     *
     * <p>Without it the wrapped keys in the database are of no use, and neither are its backups.
     * Who can read both can sign in a bureau's name.
     */
    Path dir();
  }

  /** Who may read the description of the API. */
  @ConfigMapping(prefix = "tallystick.openapi")
  public interface OpenApi {
    /**
     * {@code members}, the default: whoever has a role in the realm; {@code permit}: everybody, for
     * a demo. Any other value is the name of an HTTP policy of the configuration.
     */
    @WithDefault("members")
    String policy();
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
