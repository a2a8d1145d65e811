package dev.tallystick.startup;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** What the checks at the start let pass. */
@ConfigMapping(prefix = "tallystick.startup")
interface StartupConfig {
  /**
   * {@code tallystick.startup.accepted-risks}: names of findings that the operator answers for,
   * comma-separated; none by default.
   *
   * <p>For example {@code http-without-tls} where a proxy on the same host ends TLS. Each stays in
   * the log as a warning. Accepting {@code commit-not-durable} lets a receipt outlive its entry.
   */
  Optional<Set<String>> acceptedRisks();
}
