package dev.tallystick.houserules;

import dev.tallystick.postgres.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The schema of the service under test, as the step before its start makes it: from the folders
 * that the service's own {@code application.properties} names.
 */
public final class ServiceSchema {
  private ServiceSchema() {}

  /** Brings a database up to date. */
  public static void migrate(Database database) {
    var unused = flyway(database).load().migrate();
  }

  /** How it is brought up to date, by the owner of its tables. */
  public static FluentConfiguration flyway(Database database) {
    return Flyway.configure()
        .dataSource(database.jdbcUrl(), database.owner().role(), database.owner().password())
        .placeholders(Map.of("app-role", database.app().role()))
        .locations(locations())
        .outOfOrder(true);
  }

  private static String[] locations() {
    Properties settings = new Properties();
    try (InputStream in = ServiceSchema.class.getResourceAsStream("/application.properties")) {
      settings.load(Objects.requireNonNull(in, "no settings of a service"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Objects.requireNonNull(settings.getProperty("quarkus.flyway.locations")).split(",", -1);
  }
}
