package dev.tallystick.consent;

import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.LocalPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an installation gives the service: a PostgreSQL with its two roles, a folder for the keys.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable LocalPostgres server;

  @Override
  public Map<String, String> start() {
    LocalPostgres started = LocalPostgres.temporary();
    server = started;
    Database database = started.createDatabase("consent");
    try {
      return Map.of(
          "quarkus.datasource.jdbc.url", database.jdbcUrl(),
          "quarkus.datasource.username", database.app().role(),
          "quarkus.datasource.password", database.app().password(),
          "quarkus.flyway.username", database.owner().role(),
          "quarkus.flyway.password", database.owner().password(),
          "quarkus.flyway.placeholders.app-role", database.app().role(),
          "tallystick.kms.dir", Files.createTempDirectory("tallystick-test-keys").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.close();
    }
  }
}
