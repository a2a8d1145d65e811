package dev.tallystick.consent.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Where acts of administrators are read. */
@ConfigMapping(prefix = "tallystick.keycloak")
interface ConsoleConfig {
  /**
   * {@code tallystick.keycloak.url}: the realm in Keycloak's administration, such as {@code
   * https://id.example/admin/realms/tallystick}; none by default.
   *
   * <p>This service's account needs the role {@code view-events} there. Without the setting nothing
   * that is done in the console reaches the log, and the service warns at its start.
   */
  Optional<URI> url();

  /** How often it is looked; what was done is in the log that much later. */
  @WithDefault("10s")
  String lookEvery();
}
