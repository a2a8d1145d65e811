package dev.tallystick.startup;

import io.quarkus.runtime.LaunchMode;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/**
 * Whether a running service holds the login of somebody who may change the schema. Migrations are a
 * step of their own ({@link ServiceMain}); tests migrate at the start.
 */
final class OwnerLogin {
  private OwnerLogin() {}

  static List<Finding> in(Config settings, LaunchMode mode) {
    boolean isThere =
        settings.getOptionalValue("quarkus.flyway.username", String.class).isPresent()
            || settings
                .getOptionalValue("quarkus.flyway.migrate-at-start", Boolean.class)
                .orElse(false);
    return mode == LaunchMode.NORMAL && isThere
        ? List.of(
            Finding.fatal(
                "owner-login-at-run-time",
                "the service is given the login that changes the schema, or told to change it",
                "keep quarkus.flyway.username in the settings of the step --migrate alone"))
        : List.of();
  }
}
