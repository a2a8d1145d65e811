package dev.tallystick.startup;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/**
 * Where every service begins. With {@code --migrate} it brings the database to this release's
 * schema and ends: the step has the owner's rights, and nothing else of the service runs in it.
 * Without, it serves with the application role alone, and only if the schema is that of this
 * release.
 */
@QuarkusMain
public final class ServiceMain {
  /** The argument that asks for the migrations. */
  public static final String MIGRATE = "--migrate";

  private ServiceMain() {}

  /** Migrates, or serves. */
  public static void main(String... arguments) {
    if (Arrays.asList(arguments).contains(MIGRATE)) {
      // These come before every file and variable. The framework ends the process once the
      // migrations are through, before it opens a port or tells any part of the service of a start.
      System.setProperty("quarkus.init-and-exit", "true");
      System.setProperty("quarkus.flyway.migrate-at-start", "true");
      System.setProperty("quarkus.flyway.validate-at-start", "false");
      System.setProperty("quarkus.oidc.tenant-enabled", "false");
    }
    Quarkus.run(arguments);
  }
}
