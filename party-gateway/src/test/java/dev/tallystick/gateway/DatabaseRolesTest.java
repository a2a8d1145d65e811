package dev.tallystick.gateway;

import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.houserules.DatabaseRoleRules;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import javax.sql.DataSource;

/** The running gateway works with the rights of the app role, Flyway with those of the owner. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class DatabaseRolesTest extends DatabaseRoleRules {
  @Inject DataSource database;

  @Override
  protected DataSource database() {
    return database;
  }
}
