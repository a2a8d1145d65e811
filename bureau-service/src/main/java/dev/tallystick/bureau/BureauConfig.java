package dev.tallystick.bureau;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of this service that are not the framework's, by group. A misspelt key in one of
 * these groups stops the start.
 */
public final class BureauConfig {
  private BureauConfig() {}

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
