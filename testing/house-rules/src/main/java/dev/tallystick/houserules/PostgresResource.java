package dev.tallystick.houserules;

import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.LocalPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an installation gives a service: a PostgreSQL with its two roles, and a folder for the keys.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable LocalPostgres server;
  private @Nullable TemporaryKeys keys;
  private boolean isPackaged;

  /** With {@code packaged=true} it runs the step that migrates, and the service gets no owner. */
  @Override
  public void init(Map<String, String> initArgs) {
    isPackaged = Boolean.parseBoolean(initArgs.get("packaged"));
  }

  @Override
  public Map<String, String> start() {
    LocalPostgres started = LocalPostgres.temporary();
    server = started;
    Database database = started.createDatabase("service");
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
    settings.put("quarkus.datasource.username", database.app().role());
    settings.put("quarkus.datasource.password", database.app().password());
    settings.put("quarkus.flyway.placeholders.app-role", database.app().role());
    // For tests that do what nobody else may: damage what is stored.
    settings.put("tallystick.test.superuser", started.superuser().role());
    settings.put("tallystick.test.superuser-password", started.superuser().password());
    TemporaryKeys folder = TemporaryKeys.create();
    keys = folder;
    settings.put("tallystick.kms.dir", folder.folder().toString());
    if (isPackaged) {
      PackagedMigration.run(settings, database);
    } else {
      settings.put("quarkus.flyway.username", database.owner().role());
      settings.put("quarkus.flyway.password", database.owner().password());
    }
    return settings;
  }

  @Override
  public void stop() {
    if (server != null) {
      server.close();
    }
    if (keys != null) {
      keys.close();
    }
  }
}
